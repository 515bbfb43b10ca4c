/** The wire contract: event types, payloads, codec, headers and JSON Schemas. */
@NullMarked
package dev.sprintcapacity.events;

import org.jspecify.annotations.NullMarked;
