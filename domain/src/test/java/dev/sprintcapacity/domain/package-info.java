/** Fixtures, generators, the slow reference, and the test of all refusals. */
@NullMarked
package dev.sprintcapacity.domain;

import org.jspecify.annotations.NullMarked;
