/** Checks and text forms shared by the contract's types; nobody outside this module uses them. */
@NullMarked
package dev.sprintcapacity.events.internal;

import org.jspecify.annotations.NullMarked;
