/**
 * Live updates for pages and programs: who may have them, over WebSocket and server-sent events.
 */
@NullMarked
package dev.sprintcapacity.service.live;

import org.jspecify.annotations.NullMarked;
