/** Identifiers made by this service. */
@NullMarked
package dev.sprintcapacity.service.identity;

import org.jspecify.annotations.NullMarked;
