/** What checkers find: counted by kind, with examples. */
@NullMarked
package dev.sprintcapacity.chaos.findings;

import org.jspecify.annotations.NullMarked;
