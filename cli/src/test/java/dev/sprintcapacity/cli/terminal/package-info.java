/** Tests of what reaches the terminal. */
@NullMarked
package dev.sprintcapacity.cli.terminal;

import org.jspecify.annotations.NullMarked;
