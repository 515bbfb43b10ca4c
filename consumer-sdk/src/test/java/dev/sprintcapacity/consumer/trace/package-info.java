/** Tests of the package of the same name. */
@NullMarked
package dev.sprintcapacity.consumer.trace;

import org.jspecify.annotations.NullMarked;
