/** The kit tested with handlers as users write them. */
@NullMarked
package dev.sprintcapacity.testkit;

import org.jspecify.annotations.NullMarked;
