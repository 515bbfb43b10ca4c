/** A durable PostgreSQL and a real KRaft broker inside or beside this JVM. */
@NullMarked
package dev.sprintcapacity.embedded;

import org.jspecify.annotations.NullMarked;
