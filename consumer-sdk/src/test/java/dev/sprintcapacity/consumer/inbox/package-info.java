/** Tests of the package of the same name. */
@NullMarked
package dev.sprintcapacity.consumer.inbox;

import org.jspecify.annotations.NullMarked;
