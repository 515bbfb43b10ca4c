/** Tests of this package. */
@NullMarked
package dev.sprintcapacity.domain.calendar;

import org.jspecify.annotations.NullMarked;
