/** Responses as values. */
@NullMarked
package dev.sprintcapacity.service.http.reply;

import org.jspecify.annotations.NullMarked;
