/** Tests. */
@NullMarked
package dev.sprintcapacity.service.wiring;

import org.jspecify.annotations.NullMarked;
