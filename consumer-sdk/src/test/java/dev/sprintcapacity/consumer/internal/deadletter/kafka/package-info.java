/** Tests of the ordered writer and of the topics it makes. */
@NullMarked
package dev.sprintcapacity.consumer.internal.deadletter.kafka;

import org.jspecify.annotations.NullMarked;
