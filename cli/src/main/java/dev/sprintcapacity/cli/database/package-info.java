/** Where the service's PostgreSQL is. */
@NullMarked
package dev.sprintcapacity.cli.database;

import org.jspecify.annotations.NullMarked;
