/** The server around the routes: limits, request ids, error pages. */
@NullMarked
package dev.sprintcapacity.service.http.server;

import org.jspecify.annotations.NullMarked;
