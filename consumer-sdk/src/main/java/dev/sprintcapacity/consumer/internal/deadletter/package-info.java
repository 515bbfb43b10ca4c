/** Where records go that no attempt could handle, and which keys wait behind them. */
@NullMarked
package dev.sprintcapacity.consumer.internal.deadletter;

import org.jspecify.annotations.NullMarked;
