/** The API description and its page. */
@NullMarked
package dev.sprintcapacity.service.http.docs;

import org.jspecify.annotations.NullMarked;
