/** Everything that is decided about a record before its handler sees it. */
@NullMarked
package dev.sprintcapacity.consumer.internal.inbound;

import org.jspecify.annotations.NullMarked;
