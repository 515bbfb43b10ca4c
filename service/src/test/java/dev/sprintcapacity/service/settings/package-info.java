/** Tests. */
@NullMarked
package dev.sprintcapacity.service.settings;

import org.jspecify.annotations.NullMarked;
