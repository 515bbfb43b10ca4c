/** Tests of analytics, on a real PostgreSQL. */
@NullMarked
package dev.sprintcapacity.consumers.analytics;

import org.jspecify.annotations.NullMarked;
