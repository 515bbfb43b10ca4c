/** Figures of sprints and how they changed, over HTTP: as JSON and as CSV. */
@NullMarked
package dev.sprintcapacity.service.analytics;

import org.jspecify.annotations.NullMarked;
