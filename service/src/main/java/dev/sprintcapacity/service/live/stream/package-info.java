/**
 * The event log as server-sent events: every event in order, to be resumed exactly where a client
 * was.
 */
@NullMarked
package dev.sprintcapacity.service.live.stream;

import org.jspecify.annotations.NullMarked;
