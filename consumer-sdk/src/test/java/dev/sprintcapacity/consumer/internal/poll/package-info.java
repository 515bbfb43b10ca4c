/** Tests of the poll loop, cranked by hand. */
@NullMarked
package dev.sprintcapacity.consumer.internal.poll;

import org.jspecify.annotations.NullMarked;
