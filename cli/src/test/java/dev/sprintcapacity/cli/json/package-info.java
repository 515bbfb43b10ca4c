/** Tests of reading and printing JSON. */
@NullMarked
package dev.sprintcapacity.cli.json;

import org.jspecify.annotations.NullMarked;
