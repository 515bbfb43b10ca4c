/** Compares the event table with the topics. */
@NullMarked
package dev.sprintcapacity.cli.reconcile;

import org.jspecify.annotations.NullMarked;
