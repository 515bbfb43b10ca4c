package dev.sprintcapacity.service.operations;

import dev.sprintcapacity.consumer.deadletter.Position;
import org.jspecify.annotations.Nullable;

/**
 * Which dead letters to show.
 *
 * @param waitingOnly without those that were sent back
 * @param key only those of this key; null for all
 * @param after the last one of the page before; null for the first page
 * @param limit how many at most
 */
public record LetterQuestion(
    boolean waitingOnly, @Nullable String key, @Nullable Position after, int limit) {}
