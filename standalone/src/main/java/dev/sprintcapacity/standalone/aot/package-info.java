/** What the JVM learns in one run of the product, so that later ones start sooner. */
@NullMarked
package dev.sprintcapacity.standalone.aot;

import org.jspecify.annotations.NullMarked;
