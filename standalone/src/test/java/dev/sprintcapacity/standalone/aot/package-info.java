/** Tests of what the JVM keeps for later starts. */
@NullMarked
package dev.sprintcapacity.standalone.aot;

import org.jspecify.annotations.NullMarked;
