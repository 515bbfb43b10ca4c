/** Tests of how many log lines publication writes. */
@NullMarked
package dev.sprintcapacity.service.relay.lines;

import org.jspecify.annotations.NullMarked;
