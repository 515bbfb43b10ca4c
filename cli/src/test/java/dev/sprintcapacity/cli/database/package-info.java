/** Tests of what says where the database is. */
@NullMarked
package dev.sprintcapacity.cli.database;

import org.jspecify.annotations.NullMarked;
