/** Channels and what waits for their clients. */
@NullMarked
package dev.sprintcapacity.consumers.dashboard;

import org.jspecify.annotations.NullMarked;
