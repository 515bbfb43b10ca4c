/** Everything a campaign works on: servers, instances, load, reader, each of which can be hit. */
@NullMarked
package dev.sprintcapacity.chaos.stage;

import org.jspecify.annotations.NullMarked;
