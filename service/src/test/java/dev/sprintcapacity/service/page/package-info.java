/** The pages over HTTP, without a browser. */
@NullMarked
package dev.sprintcapacity.service.page;

import org.jspecify.annotations.NullMarked;
