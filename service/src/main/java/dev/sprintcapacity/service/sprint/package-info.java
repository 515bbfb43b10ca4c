/** Use cases on sprints; each begins its own transaction and answers with a sealed outcome. */
@NullMarked
package dev.sprintcapacity.service.sprint;

import org.jspecify.annotations.NullMarked;
