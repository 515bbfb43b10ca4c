/** Use cases, HTTP, relay and wiring. */
@NullMarked
package dev.sprintcapacity.service;

import org.jspecify.annotations.NullMarked;
