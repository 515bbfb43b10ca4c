/** Tests of the e-mail consumer: delivery. */
@NullMarked
package dev.sprintcapacity.consumers.email.delivery;

import org.jspecify.annotations.NullMarked;
