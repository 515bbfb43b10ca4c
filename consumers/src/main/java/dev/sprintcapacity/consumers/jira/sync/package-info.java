/** Brings sprints in Jira to what events say, and compares the two. */
@NullMarked
package dev.sprintcapacity.consumers.jira.sync;

import org.jspecify.annotations.NullMarked;
