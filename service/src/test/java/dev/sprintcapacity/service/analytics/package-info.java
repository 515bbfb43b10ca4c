/** Tests of the analytics routes, over HTTP and a real database. */
@NullMarked
package dev.sprintcapacity.service.analytics;

import org.jspecify.annotations.NullMarked;
