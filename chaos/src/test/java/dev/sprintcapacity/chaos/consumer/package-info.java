/** Campaigns against members of a consumer group, and what they are made of. */
@NullMarked
package dev.sprintcapacity.chaos.consumer;

import org.jspecify.annotations.NullMarked;
