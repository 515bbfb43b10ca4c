/** What the rebuilding of topics needs: deletes them, tells how far it is and how it ended. */
@NullMarked
package dev.sprintcapacity.service.relay.rebuild;

import org.jspecify.annotations.NullMarked;
