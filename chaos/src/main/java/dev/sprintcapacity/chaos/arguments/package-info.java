/** How campaigns read their command line. */
@NullMarked
package dev.sprintcapacity.chaos.arguments;

import org.jspecify.annotations.NullMarked;
