/**
 * Settings out of environment variables, read alike by every program of the product: typed values,
 * mounted secrets, and all problems reported at once.
 */
@NullMarked
package dev.sprintcapacity.settings;

import org.jspecify.annotations.NullMarked;
