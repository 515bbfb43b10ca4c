/** Commands run on a real broker. */
@NullMarked
package dev.sprintcapacity.cli;

import org.jspecify.annotations.NullMarked;
