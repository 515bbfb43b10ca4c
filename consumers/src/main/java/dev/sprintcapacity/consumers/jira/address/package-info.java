/** Where Jira may be: never an address that only this machine or its network can reach. */
@NullMarked
package dev.sprintcapacity.consumers.jira.address;

import org.jspecify.annotations.NullMarked;
