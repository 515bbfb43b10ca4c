/** Day-one consumers of sprint events, each in its own room, and what they have in common. */
@NullMarked
package dev.sprintcapacity.consumers;

import org.jspecify.annotations.NullMarked;
