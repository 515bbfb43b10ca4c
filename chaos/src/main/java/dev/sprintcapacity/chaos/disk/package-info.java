/** Disks that are full. */
@NullMarked
package dev.sprintcapacity.chaos.disk;

import org.jspecify.annotations.NullMarked;
