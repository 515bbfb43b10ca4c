/** What a user of the consumer may replace by code of its own. */
@NullMarked
package dev.sprintcapacity.consumer.spi;

import org.jspecify.annotations.NullMarked;
