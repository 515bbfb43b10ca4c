/** Tests of the Jira consumer as a whole, on a real database and a Jira of their own. */
@NullMarked
package dev.sprintcapacity.consumers.jira;

import org.jspecify.annotations.NullMarked;
