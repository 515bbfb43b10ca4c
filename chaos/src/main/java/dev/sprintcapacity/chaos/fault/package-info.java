/** What can go wrong on purpose: one small class for each. */
@NullMarked
package dev.sprintcapacity.chaos.fault;

import org.jspecify.annotations.NullMarked;
