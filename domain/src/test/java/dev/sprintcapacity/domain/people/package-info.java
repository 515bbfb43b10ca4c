/** Tests of this package. */
@NullMarked
package dev.sprintcapacity.domain.people;

import org.jspecify.annotations.NullMarked;
