/** Collects what clients, table and topics say, keeps it in files, and has it checked. */
@NullMarked
package dev.sprintcapacity.chaos.history;

import org.jspecify.annotations.NullMarked;
