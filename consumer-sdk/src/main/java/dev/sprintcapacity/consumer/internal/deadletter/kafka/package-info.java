/**
 * Clients and topics of dead letters: who makes them, writes them in order, reads them to the end.
 */
@NullMarked
package dev.sprintcapacity.consumer.internal.deadletter.kafka;

import org.jspecify.annotations.NullMarked;
