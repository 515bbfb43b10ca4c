/** Tests of everything in one process tree. */
@NullMarked
package dev.sprintcapacity.standalone;

import org.jspecify.annotations.NullMarked;
