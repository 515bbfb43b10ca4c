/** How long it takes until the product answers, and the memory it then has. */
@NullMarked
package dev.sprintcapacity.benchmarks.startup;

import org.jspecify.annotations.NullMarked;
