/** Ways to consume, each with the settings its makers advise, behind one interface. */
@NullMarked
package dev.sprintcapacity.benchmarks.consumer.contender;

import org.jspecify.annotations.NullMarked;
