/** How a written mail gets out: the table of mails, the loop that empties it, SMTP and folder. */
@NullMarked
package dev.sprintcapacity.consumers.email.delivery;

import org.jspecify.annotations.NullMarked;
