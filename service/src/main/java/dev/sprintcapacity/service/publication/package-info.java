/** From a change of a sprint to the events that tell it. */
@NullMarked
package dev.sprintcapacity.service.publication;

import org.jspecify.annotations.NullMarked;
