/** Tests of the wire contract. */
@NullMarked
package dev.sprintcapacity.events;

import org.jspecify.annotations.NullMarked;
