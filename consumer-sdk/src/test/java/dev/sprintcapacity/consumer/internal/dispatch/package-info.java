/** Tests of lanes and their runners. */
@NullMarked
package dev.sprintcapacity.consumer.internal.dispatch;

import org.jspecify.annotations.NullMarked;
