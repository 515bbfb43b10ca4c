/** Dates, holidays and the count of working days. */
@NullMarked
package dev.sprintcapacity.domain.calendar;

import org.jspecify.annotations.NullMarked;
