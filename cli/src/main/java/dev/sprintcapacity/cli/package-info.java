/** Command line: tail. */
@NullMarked
package dev.sprintcapacity.cli;

import org.jspecify.annotations.NullMarked;
