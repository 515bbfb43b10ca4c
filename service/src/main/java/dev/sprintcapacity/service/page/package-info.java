/**
 * The pages: templates, static files, the headers that keep a page to itself. A page holds what its
 * first look needs; what changes while it is open it asks of the API.
 */
@NullMarked
package dev.sprintcapacity.service.page;

import org.jspecify.annotations.NullMarked;
