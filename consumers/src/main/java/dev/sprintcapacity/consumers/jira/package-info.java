/** Keeps the sprints of one Jira board like those planned here. */
@NullMarked
package dev.sprintcapacity.consumers.jira;

import org.jspecify.annotations.NullMarked;
