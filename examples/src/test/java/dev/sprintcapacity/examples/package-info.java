/** Consumers in other languages, and every command of the documents, run as they are written. */
@NullMarked
package dev.sprintcapacity.examples;

import org.jspecify.annotations.NullMarked;
