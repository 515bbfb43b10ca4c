/** How a sprint is best kept in PostgreSQL: one row with a document, or normalised tables. */
@NullMarked
package dev.sprintcapacity.benchmarks.storage;

import org.jspecify.annotations.NullMarked;
