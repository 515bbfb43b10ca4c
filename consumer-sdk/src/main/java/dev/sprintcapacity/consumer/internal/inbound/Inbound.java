package dev.sprintcapacity.consumer.internal.inbound;

import dev.sprintcapacity.consumer.ConsumedEvent;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the checks before the handler say of a record. Closed: deliver it, leave it out, or refuse
 * it; each means something else for its offset.
 */
public sealed interface Inbound {
  /**
   * Hand it to its handler.
   *
   * @param event the decoded event
   * @param id the {@code ce_id} header; null where absent
   * @param sequence the {@code ce_sequence} header; 0 where absent
   */
  record Deliver(ConsumedEvent event, @Nullable UUID id, long sequence) implements Inbound {
    /** Checks that an event is there. */
    public Deliver {
      Objects.requireNonNull(event, "event");
    }
  }

  /** Leave it out, it counts as handled: unknown type, duplicate, stale. */
  record Ignore(String reason) implements Inbound {
    /** Checks that a reason is given. */
    public Ignore {
      Objects.requireNonNull(reason, "reason");
    }
  }

  /** No handler may see it and no attempt will help: malformed bytes, against its schema. */
  record Refuse(String reason) implements Inbound {
    /** Checks that a reason is given. */
    public Refuse {
      Objects.requireNonNull(reason, "reason");
    }
  }

  /**
   * Its predecessor has not come: check it again after a short pause, or when another record of its
   * key was handled. The predecessor is in the other topic, so records of the other topics in the
   * same lane have to go on meanwhile; where they do not, both wait until the patience is over.
   * This is no failed attempt: the checks bound the wait themselves.
   */
  record Wait(String reason) implements Inbound {
    /** Checks that a reason is given. */
    public Wait {
      Objects.requireNonNull(reason, "reason");
    }
  }
}
