/** Ratios against raw baselines measured in the same run. */
@NullMarked
package dev.sprintcapacity.benchmarks;

import org.jspecify.annotations.NullMarked;
