/** Live updates to thousands of clients, beside the same bytes over plain sockets. */
@NullMarked
package dev.sprintcapacity.benchmarks.live;

import org.jspecify.annotations.NullMarked;
