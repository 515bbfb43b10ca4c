@NullMarked
package dev.sprintcapacity.chaos.crashpoint;

import org.jspecify.annotations.NullMarked;
