/** That the benchmark of live updates runs; its figures mean nothing here. */
@NullMarked
package dev.sprintcapacity.benchmarks.live;

import org.jspecify.annotations.NullMarked;
