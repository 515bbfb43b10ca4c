/** Tests. */
@NullMarked
package dev.sprintcapacity.settings;

import org.jspecify.annotations.NullMarked;
