/** Tests of this package. */
@NullMarked
package dev.sprintcapacity.domain.capacity;

import org.jspecify.annotations.NullMarked;
