/** That the harness measures what it says. */
@NullMarked
package dev.sprintcapacity.benchmarks;

import org.jspecify.annotations.NullMarked;
