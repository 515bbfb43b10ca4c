/** The REST routes. */
@NullMarked
package dev.sprintcapacity.service.http;

import org.jspecify.annotations.NullMarked;
