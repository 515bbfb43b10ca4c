/** Every refusal as application/problem+json. */
@NullMarked
package dev.sprintcapacity.service.http.problem;

import org.jspecify.annotations.NullMarked;
