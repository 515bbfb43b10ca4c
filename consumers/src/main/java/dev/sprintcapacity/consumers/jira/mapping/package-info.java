/** What each sprint shall be in Jira, and which sprint there it is. */
@NullMarked
package dev.sprintcapacity.consumers.jira.mapping;

import org.jspecify.annotations.NullMarked;
