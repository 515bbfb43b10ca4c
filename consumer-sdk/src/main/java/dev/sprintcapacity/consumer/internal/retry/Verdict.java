package dev.sprintcapacity.consumer.internal.retry;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a record after an attempt. Closed: each case means something else for its offset
 * and for the records behind it.
 */
public sealed interface Verdict {

  /** The record is done with. */
  enum Finished implements Verdict {
    /** A handler did its work. */
    HANDLED,
    /** A handler said that there is no work. */
    SKIPPED,
    /** No handler was asked: unknown type, duplicate, stale, or nobody registered for the type. */
    IGNORED
  }

  /**
   * Another attempt will come; the records behind wait.
   *
   * @param waitNanos from now; 0 or more
   * @param reason in words
   * @param cause what the attempt threw; null where nothing was thrown
   */
  record Again(long waitNanos, String reason, @Nullable Throwable cause) implements Verdict {
    /** Checks that a reason is given. */
    public Again {
      Objects.requireNonNull(reason, "reason");
    }
  }

  /**
   * It cannot be judged yet; this was no attempt.
   *
   * @param reason in words
   */
  record NotYet(String reason) implements Verdict {
    /** Checks that a reason is given. */
    public NotYet {
      Objects.requireNonNull(reason, "reason");
    }
  }

  /**
   * No attempt will come: the record becomes a dead letter.
   *
   * @param reason in words
   * @param cause what the last attempt threw; null where nothing was thrown
   * @param park whether its key is parked behind it
   */
  record GivenUp(String reason, @Nullable Throwable cause, boolean park) implements Verdict {
    /** Checks that a reason is given. */
    public GivenUp {
      Objects.requireNonNull(reason, "reason");
    }
  }

  /**
   * The consumer must stop, and the record is not done.
   *
   * @param reason in words
   * @param cause what was thrown; null where nothing was thrown
   */
  record Fatal(String reason, @Nullable Throwable cause) implements Verdict {
    /** Checks that a reason is given. */
    public Fatal {
      Objects.requireNonNull(reason, "reason");
    }
  }
}
