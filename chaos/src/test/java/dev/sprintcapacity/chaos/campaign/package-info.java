/** Campaigns against real processes, as short as a build bears them. */
@NullMarked
package dev.sprintcapacity.chaos.campaign;

import org.jspecify.annotations.NullMarked;
