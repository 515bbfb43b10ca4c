/** Which offsets of a partition are done, and what of it is committed. Knows no consumer. */
@NullMarked
package dev.sprintcapacity.consumer.internal.offsets;

import org.jspecify.annotations.NullMarked;
