/** Writes values as JSON, field by field. */
@NullMarked
package dev.sprintcapacity.service.http.json;

import org.jspecify.annotations.NullMarked;
