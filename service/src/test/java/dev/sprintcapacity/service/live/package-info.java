/** Live updates as clients see them: a real service, a real database, real connections. */
@NullMarked
package dev.sprintcapacity.service.live;

import org.jspecify.annotations.NullMarked;
