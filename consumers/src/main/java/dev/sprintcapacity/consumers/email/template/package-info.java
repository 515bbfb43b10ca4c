/** What a mail says: texts, calendar entries, and the bytes of the whole. Sends nothing. */
@NullMarked
package dev.sprintcapacity.consumers.email.template;

import org.jspecify.annotations.NullMarked;
