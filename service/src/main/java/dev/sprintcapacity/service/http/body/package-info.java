/** Reads request bodies and reports all problems at once. */
@NullMarked
package dev.sprintcapacity.service.http.body;

import org.jspecify.annotations.NullMarked;
