/** Query parameters, cursors and links of lists. */
@NullMarked
package dev.sprintcapacity.service.http.paging;

import org.jspecify.annotations.NullMarked;
