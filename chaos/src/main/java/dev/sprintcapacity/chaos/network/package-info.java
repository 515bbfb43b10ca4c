/** Connections between processes that can be cut, silenced and slowed down. */
@NullMarked
package dev.sprintcapacity.chaos.network;

import org.jspecify.annotations.NullMarked;
