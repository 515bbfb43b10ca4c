/**
 * Publication: copies the event log to Kafka, exactly once and in order for each sprint. {@link
 * dev.sprintcapacity.service.relay.Relay} is what others use; the rest is its parts.
 */
@NullMarked
package dev.sprintcapacity.service.relay;

import org.jspecify.annotations.NullMarked;
