/** Whether the service lives, is ready, and how its parts are. */
@NullMarked
package dev.sprintcapacity.service.health;

import org.jspecify.annotations.NullMarked;
