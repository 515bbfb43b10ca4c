/** Tests of the embedded servers, with real processes on real folders. */
@NullMarked
package dev.sprintcapacity.embedded;

import org.jspecify.annotations.NullMarked;
