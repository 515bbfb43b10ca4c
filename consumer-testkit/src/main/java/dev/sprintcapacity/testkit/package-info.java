/**
 * Tests handlers of the consumer SDK without a broker, threads and time: the engine is the real
 * one, the world around it stands in memory. Knows no test framework.
 */
@NullMarked
package dev.sprintcapacity.testkit;

import org.jspecify.annotations.NullMarked;
