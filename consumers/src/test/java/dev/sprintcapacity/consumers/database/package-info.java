/** Tests. */
@NullMarked
package dev.sprintcapacity.consumers.database;

import org.jspecify.annotations.NullMarked;
