/** Tests of the package of the same name. */
@NullMarked
package dev.sprintcapacity.consumer.schema;

import org.jspecify.annotations.NullMarked;
