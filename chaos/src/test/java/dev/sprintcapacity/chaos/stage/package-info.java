/** Children that come back. */
@NullMarked
package dev.sprintcapacity.chaos.stage;

import org.jspecify.annotations.NullMarked;
