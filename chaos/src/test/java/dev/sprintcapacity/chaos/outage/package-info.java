/** The broker away from real processes, as long as a build bears it. */
@NullMarked
package dev.sprintcapacity.chaos.outage;

import org.jspecify.annotations.NullMarked;
