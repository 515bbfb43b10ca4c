/** Clients of the API and of the event table that remember every answer. */
@NullMarked
package dev.sprintcapacity.chaos.load;

import org.jspecify.annotations.NullMarked;
