/** The place in PostgreSQL that each consumer has for itself. */
@NullMarked
package dev.sprintcapacity.consumers.database;

import org.jspecify.annotations.NullMarked;
