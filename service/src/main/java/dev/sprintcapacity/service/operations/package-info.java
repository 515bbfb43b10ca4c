/** What an operator sees of Kafka: consumer groups, their lag, their dead letters. */
@NullMarked
package dev.sprintcapacity.service.operations;

import org.jspecify.annotations.NullMarked;
