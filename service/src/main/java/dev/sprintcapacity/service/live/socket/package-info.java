/** Channels of the dashboard over WebSocket. */
@NullMarked
package dev.sprintcapacity.service.live.socket;

import org.jspecify.annotations.NullMarked;
