/** Tests. */
@NullMarked
package dev.sprintcapacity.consumers.runtime;

import org.jspecify.annotations.NullMarked;
