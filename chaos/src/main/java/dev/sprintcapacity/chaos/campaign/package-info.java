/** Puts servers, service instances, load and faults together and judges what is left. */
@NullMarked
package dev.sprintcapacity.chaos.campaign;

import org.jspecify.annotations.NullMarked;
