/** Tests of this package. */
@NullMarked
package dev.sprintcapacity.domain.sprint;

import org.jspecify.annotations.NullMarked;
