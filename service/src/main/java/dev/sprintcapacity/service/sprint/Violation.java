package dev.sprintcapacity.service.sprint;

import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong with what a client sent.
 *
 * @param field where, as a path such as {@code teamMembers[0].vacations[1].startDate}
 * @param message what is wrong and what to do, as the rest of a sentence that begins with the field
 * @param rejectedValue the text, number or truth value that was sent, shortened; null where there
 *     was none or where it is a list or an object
 */
public record Violation(String field, String message, @Nullable Object rejectedValue) {}
