/** Tests. */
@NullMarked
package dev.sprintcapacity.service.http.server;

import org.jspecify.annotations.NullMarked;
