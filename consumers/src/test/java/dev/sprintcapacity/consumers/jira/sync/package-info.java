/** Tests of the way from events to Jira. */
@NullMarked
package dev.sprintcapacity.consumers.jira.sync;

import org.jspecify.annotations.NullMarked;
