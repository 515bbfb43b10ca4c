/** Tests of the offset ledger. */
@NullMarked
package dev.sprintcapacity.consumer.internal.offsets;

import org.jspecify.annotations.NullMarked;
