/** The pages as a person with a browser meets them. */
@NullMarked
package dev.sprintcapacity.browser;

import org.jspecify.annotations.NullMarked;
