/** Tests of tail. */
@NullMarked
package dev.sprintcapacity.cli.tail;

import org.jspecify.annotations.NullMarked;
