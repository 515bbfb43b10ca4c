/** Rules on modules, packages, names and documents. */
@NullMarked
package dev.sprintcapacity.architecture;

import org.jspecify.annotations.NullMarked;
