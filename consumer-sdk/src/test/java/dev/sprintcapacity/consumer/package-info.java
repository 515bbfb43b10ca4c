/** Tests of the consumer as its users see it. */
@NullMarked
package dev.sprintcapacity.consumer;

import org.jspecify.annotations.NullMarked;
