/** Reads the mails that were stored instead of sent. */
@NullMarked
package dev.sprintcapacity.consumers.email.mailbox;

import org.jspecify.annotations.NullMarked;
