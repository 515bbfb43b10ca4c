/** Small helpers on text that settings and HTTP share. */
@NullMarked
package dev.sprintcapacity.service.text;

import org.jspecify.annotations.NullMarked;
