/**
 * Who is told what: what is known of sprints and their teams, and which mails an event makes due.
 */
@NullMarked
package dev.sprintcapacity.consumers.email.team;

import org.jspecify.annotations.NullMarked;
