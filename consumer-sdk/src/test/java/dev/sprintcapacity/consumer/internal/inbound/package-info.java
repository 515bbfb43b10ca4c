/** Tests of the package of the same name. */
@NullMarked
package dev.sprintcapacity.consumer.internal.inbound;

import org.jspecify.annotations.NullMarked;
