/** Campaigns against members of a consumer group. */
@NullMarked
package dev.sprintcapacity.chaos.consumer;

import org.jspecify.annotations.NullMarked;
