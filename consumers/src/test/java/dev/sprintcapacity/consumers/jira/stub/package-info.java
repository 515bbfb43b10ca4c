/** A Jira that keeps to the published API, for tests. */
@NullMarked
package dev.sprintcapacity.consumers.jira.stub;

import org.jspecify.annotations.NullMarked;
