/** Tests of the calls to Jira. */
@NullMarked
package dev.sprintcapacity.consumers.jira.api;

import org.jspecify.annotations.NullMarked;
