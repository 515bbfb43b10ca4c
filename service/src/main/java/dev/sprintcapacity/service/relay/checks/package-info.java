/** What the relay makes sure of before the first publication of a connection. */
@NullMarked
package dev.sprintcapacity.service.relay.checks;

import org.jspecify.annotations.NullMarked;
