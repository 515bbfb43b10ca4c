/**
 * Figures of sprints and how they changed over time, built from events alone: the consumer that
 * keeps them, the queries that read them, and their rebuilding from the beginning of the topics.
 */
@NullMarked
package dev.sprintcapacity.consumers.analytics;

import org.jspecify.annotations.NullMarked;
