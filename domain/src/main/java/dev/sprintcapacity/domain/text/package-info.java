/**
 * Rules for text that comes from people, answered as sentences so that callers need no exception.
 */
@NullMarked
package dev.sprintcapacity.domain.text;

import org.jspecify.annotations.NullMarked;
