/** Tests of the command line. */
@NullMarked
package dev.sprintcapacity.chaos.command;

import org.jspecify.annotations.NullMarked;
