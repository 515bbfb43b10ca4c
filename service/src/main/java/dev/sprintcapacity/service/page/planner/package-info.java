/** The list of sprints with its timeline, and the planner of one sprint. */
@NullMarked
package dev.sprintcapacity.service.page.planner;

import org.jspecify.annotations.NullMarked;
