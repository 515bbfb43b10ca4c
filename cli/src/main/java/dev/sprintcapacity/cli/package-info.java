/** Command line: tail, reconcile. */
@NullMarked
package dev.sprintcapacity.cli;

import org.jspecify.annotations.NullMarked;
