/** Standard output, standard error, colour, and how the process ends. */
@NullMarked
package dev.sprintcapacity.cli.terminal;

import org.jspecify.annotations.NullMarked;
