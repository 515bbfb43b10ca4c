/** Tests of the operator's view against a real Kafka. */
@NullMarked
package dev.sprintcapacity.service.operations;

import org.jspecify.annotations.NullMarked;
