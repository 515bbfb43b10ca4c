/** Kills of the day-one consumers, and what became of their mails, figures and sprints in Jira. */
@NullMarked
package dev.sprintcapacity.chaos.effects;

import org.jspecify.annotations.NullMarked;
