/** Says what is wrong with a history of writes, rows and records. */
@NullMarked
package dev.sprintcapacity.chaos.checker;

import org.jspecify.annotations.NullMarked;
