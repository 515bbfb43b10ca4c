/** Tests. */
@NullMarked
package dev.sprintcapacity.service.http.body;

import org.jspecify.annotations.NullMarked;
