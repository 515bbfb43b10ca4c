/** Tests of the e-mail consumer: mailbox. */
@NullMarked
package dev.sprintcapacity.consumers.email.mailbox;

import org.jspecify.annotations.NullMarked;
