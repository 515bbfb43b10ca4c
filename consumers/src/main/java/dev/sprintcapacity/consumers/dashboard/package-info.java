/** Live updates: channels, their bounded subscribers, and the consumer that feeds them. */
@NullMarked
package dev.sprintcapacity.consumers.dashboard;

import org.jspecify.annotations.NullMarked;
