/** Tests. */
@NullMarked
package dev.sprintcapacity.service.text;

import org.jspecify.annotations.NullMarked;
