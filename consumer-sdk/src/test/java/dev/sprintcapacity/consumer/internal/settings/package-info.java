/** Tests of settings. */
@NullMarked
package dev.sprintcapacity.consumer.internal.settings;

import org.jspecify.annotations.NullMarked;
