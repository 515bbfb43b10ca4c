/** What a failed attempt means, and when the next one is due. Knows no thread and no clock. */
@NullMarked
package dev.sprintcapacity.consumer.internal.retry;

import org.jspecify.annotations.NullMarked;
