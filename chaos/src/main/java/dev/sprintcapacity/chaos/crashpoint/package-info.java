/** Kills the service at every effect it has on database and broker, one after the other. */
@NullMarked
package dev.sprintcapacity.chaos.crashpoint;

import org.jspecify.annotations.NullMarked;
