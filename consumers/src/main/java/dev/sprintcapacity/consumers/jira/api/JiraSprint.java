package dev.sprintcapacity.consumers.jira.api;

import java.time.Instant;
import java.util.Optional;

/**
 * A sprint as Jira shows it.
 *
 * @param id Jira's own number
 * @param name as people see it
 * @param state where it is in its life
 * @param start absent where nobody entered one
 * @param end absent where nobody entered one
 * @param goal empty where there is none
 */
public record JiraSprint(
    long id,
    String name,
    SprintState state,
    Optional<Instant> start,
    Optional<Instant> end,
    String goal) {}
