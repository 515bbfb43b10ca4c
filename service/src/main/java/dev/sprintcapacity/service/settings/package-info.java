/** Settings of the service, read once from the environment and checked as a whole. */
@NullMarked
package dev.sprintcapacity.service.settings;

import org.jspecify.annotations.NullMarked;
