/** Tests of the e-mail consumer. */
@NullMarked
package dev.sprintcapacity.consumers.email;

import org.jspecify.annotations.NullMarked;
