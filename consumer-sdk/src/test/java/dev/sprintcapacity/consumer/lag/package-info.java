/** Tests of the package of the same name. */
@NullMarked
package dev.sprintcapacity.consumer.lag;

import org.jspecify.annotations.NullMarked;
