/** What is counted and timed, in the text form of Prometheus. */
@NullMarked
package dev.sprintcapacity.service.metrics;

import org.jspecify.annotations.NullMarked;
