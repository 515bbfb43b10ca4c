/** Jira's agile REST API, as far as sprints of one board need it. */
@NullMarked
package dev.sprintcapacity.consumers.jira.api;

import org.jspecify.annotations.NullMarked;
