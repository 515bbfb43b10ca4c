/** Tests. */
@NullMarked
package dev.sprintcapacity.consumers;

import org.jspecify.annotations.NullMarked;
