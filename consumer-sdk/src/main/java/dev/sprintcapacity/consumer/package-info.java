/**
 * Consumes sprint events: in order for each key, side by side across keys, never past a failure.
 */
@NullMarked
package dev.sprintcapacity.consumer;

import org.jspecify.annotations.NullMarked;
