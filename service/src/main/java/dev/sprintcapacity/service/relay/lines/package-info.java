/** The log lines by which people see publication at work, and how many a second may have. */
@NullMarked
package dev.sprintcapacity.service.relay.lines;

import org.jspecify.annotations.NullMarked;
