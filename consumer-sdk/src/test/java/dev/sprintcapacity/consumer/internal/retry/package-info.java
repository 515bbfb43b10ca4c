/** Tests of retry rules. */
@NullMarked
package dev.sprintcapacity.consumer.internal.retry;

import org.jspecify.annotations.NullMarked;
