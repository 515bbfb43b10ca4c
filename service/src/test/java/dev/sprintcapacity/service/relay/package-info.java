/** Tests of publication against a real PostgreSQL and a real Kafka. */
@NullMarked
package dev.sprintcapacity.service.relay;

import org.jspecify.annotations.NullMarked;
