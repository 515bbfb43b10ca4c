/** What every benchmark shares: samples, percentiles, the host's description, tables. */
@NullMarked
package dev.sprintcapacity.benchmarks.measure;

import org.jspecify.annotations.NullMarked;
