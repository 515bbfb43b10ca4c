package dev.sprintcapacity.service.operations;

import dev.sprintcapacity.consumer.deadletter.Selection;

/**
 * What to send back.
 *
 * @param selection which dead letters
 * @param dryRun only say what would happen
 */
public record RedriveRequest(Selection selection, boolean dryRun) {}
