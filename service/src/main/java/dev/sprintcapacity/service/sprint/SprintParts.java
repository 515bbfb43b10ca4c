package dev.sprintcapacity.service.sprint;

import dev.sprintcapacity.postgres.people.PersonDirectory;
import dev.sprintcapacity.postgres.sprint.SprintStore;
import dev.sprintcapacity.service.identity.NewIds;
import dev.sprintcapacity.service.publication.SprintEvents;
import java.time.InstantSource;

/**
 * What the use cases are made of.
 *
 * @param sprints where sprints are kept
 * @param people who is who
 * @param writes transactions and what comes after them
 * @param events tells changes
 * @param ids for what is new
 * @param clock time of changes
 */
public record SprintParts(
    SprintStore sprints,
    PersonDirectory people,
    SprintWrites writes,
    SprintEvents events,
    NewIds ids,
    InstantSource clock) {}
