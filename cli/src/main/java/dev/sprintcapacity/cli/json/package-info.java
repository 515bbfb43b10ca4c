/** JSON as it was written, read and printed without losing or trusting anything. */
@NullMarked
package dev.sprintcapacity.cli.json;

import org.jspecify.annotations.NullMarked;
