/** Tests of the comparison. */
@NullMarked
package dev.sprintcapacity.cli.reconcile;

import org.jspecify.annotations.NullMarked;
