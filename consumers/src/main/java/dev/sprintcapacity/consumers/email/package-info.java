/** Mails for teams and their scrum masters: each event and person at most one of a kind. */
@NullMarked
package dev.sprintcapacity.consumers.email;

import org.jspecify.annotations.NullMarked;
