/** History checker and fault campaigns against real processes. */
@NullMarked
package dev.sprintcapacity.chaos;

import org.jspecify.annotations.NullMarked;
