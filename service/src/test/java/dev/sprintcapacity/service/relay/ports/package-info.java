/** What crosses between the relay's decisions and the world outside. */
@NullMarked
package dev.sprintcapacity.service.relay.ports;

import org.jspecify.annotations.NullMarked;
