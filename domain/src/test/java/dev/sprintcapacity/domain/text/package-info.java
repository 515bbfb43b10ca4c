/** Tests of this package. */
@NullMarked
package dev.sprintcapacity.domain.text;

import org.jspecify.annotations.NullMarked;
