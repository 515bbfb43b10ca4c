/** What all tests of the stores share. */
@NullMarked
package dev.sprintcapacity.postgres;

import org.jspecify.annotations.NullMarked;
