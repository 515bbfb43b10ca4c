/** The list of sprints and its timeline. */
@NullMarked
package dev.sprintcapacity.service.page.planner;

import org.jspecify.annotations.NullMarked;
