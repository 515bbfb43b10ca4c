/** Prints events as they are published. */
@NullMarked
package dev.sprintcapacity.cli.tail;

import org.jspecify.annotations.NullMarked;
