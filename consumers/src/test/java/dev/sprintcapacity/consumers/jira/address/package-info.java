/** Tests of the addresses that Jira may have. */
@NullMarked
package dev.sprintcapacity.consumers.jira.address;

import org.jspecify.annotations.NullMarked;
