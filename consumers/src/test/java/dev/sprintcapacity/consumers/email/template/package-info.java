/** Tests of the e-mail consumer: template. */
@NullMarked
package dev.sprintcapacity.consumers.email.template;

import org.jspecify.annotations.NullMarked;
