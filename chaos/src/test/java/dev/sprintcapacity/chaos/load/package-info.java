/** What clients of a campaign do when they are not answered as they wish. */
@NullMarked
package dev.sprintcapacity.chaos.load;

import org.jspecify.annotations.NullMarked;
