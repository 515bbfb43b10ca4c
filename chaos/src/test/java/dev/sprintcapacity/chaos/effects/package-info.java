/** Tests. */
@NullMarked
package dev.sprintcapacity.chaos.effects;

import org.jspecify.annotations.NullMarked;
