package dev.sprintcapacity.service.sprint;

import dev.sprintcapacity.domain.sprint.SprintId;
import dev.sprintcapacity.events.EncodedEvent;
import dev.sprintcapacity.postgres.DatabaseContentionException;
import dev.sprintcapacity.postgres.PostgresFailures;
import dev.sprintcapacity.postgres.idempotency.ClaimOutcome;
import dev.sprintcapacity.postgres.idempotency.IdempotencyStore;
import dev.sprintcapacity.postgres.sprint.SprintStore;
import dev.sprintcapacity.postgres.sprint.StoredSprint;
import dev.sprintcapacity.postgres.sprint.WriteOutcome;
import dev.sprintcapacity.service.publication.CommittedEvents;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What the writing use cases share: their transaction with the idempotency key in it, another try
 * after a deadlock, and the word to the relay once everything is committed. Thread-safe.
 */
public final class SprintWrites {

  /**
   * A deadlock names one victim; that the same change is the victim three times does not happen.
   */
  private static final int MOST_ATTEMPTS = 3;

  private final SprintStore sprints;
  private final TransactionTemplate transactions;
  private final IdempotencyStore idempotency;
  private final CommittedEvents committed;

  /** Writes to these stores, in transactions of this template. */
  public SprintWrites(
      SprintStore sprints,
      IdempotencyStore idempotency,
      TransactionTemplate transactions,
      CommittedEvents committed) {
    this.sprints = sprints;
    this.idempotency = idempotency;
    this.transactions = transactions;
    this.committed = committed;
  }

  /** Does the work in one statement, without a transaction around it. */
  SprintOutcome inOneStatement(Supplier<SprintOutcome> work) {
    return announced(retrying(work));
  }

  /** Does the work in one transaction, which is rolled back where the work changed nothing. */
  SprintOutcome inTransaction(WriteRequest request, Supplier<SprintOutcome> work) {
    return inTransactionIfStill(request, () -> Optional.of(work.get())).orElseThrow();
  }

  /** As {@link #inTransaction}; empty where the work found that it came too late. */
  Optional<SprintOutcome> inTransactionIfStill(
      WriteRequest request, Supplier<Optional<SprintOutcome>> work) {
    return retrying(() -> transacted(request, work)).map(this::announced);
  }

  /** Changes the locked sprint in one transaction, if it is there in the right version. */
  SprintOutcome changeLocked(
      SprintId id, WriteRequest request, Function<StoredSprint, SprintOutcome> change) {
    return inTransaction(
        request,
        () -> {
          Optional<StoredSprint> locked = sprints.lock(id);
          if (locked.isEmpty()) {
            return new SprintOutcome.Refused(new Refusal.UnknownSprint(id.value()));
          }
          return otherVersion(locked.get(), request.condition())
              .orElseGet(() -> change.apply(locked.get()));
        });
  }

  static Optional<SprintOutcome> otherVersion(StoredSprint stored, VersionCondition condition) {
    return condition.allows(stored.version())
        ? Optional.empty()
        : Optional.of(
            new SprintOutcome.Refused(new Refusal.OtherVersion(stored.version(), condition)));
  }

  static SprintOutcome outcome(WriteOutcome written, List<EncodedEvent> events) {
    return switch (written) {
      case WriteOutcome.Written done -> new SprintOutcome.Changed(done.stored(), events);
      case WriteOutcome.NumberTaken taken ->
          new SprintOutcome.Refused(new Refusal.NumberTaken(taken.number()));
    };
  }

  private Optional<SprintOutcome> transacted(
      WriteRequest request, Supplier<Optional<SprintOutcome>> work) {
    return PostgresFailures.translating(
        "commit a change of a sprint",
        () ->
            Objects.requireNonNull(
                transactions.execute(status -> {
                  Optional<SprintOutcome> outcome =
                      answeredBefore(request).or(() -> completed(request, work.get()));
                  if (!outcome.map(SprintWrites::changesSomething).orElse(false)) {
                    status.setRollbackOnly();
                  }
                  return outcome;
                })));
  }

  private Optional<SprintOutcome> answeredBefore(WriteRequest request) {
    return request
        .idempotency()
        .flatMap(idempotent ->
            switch (idempotency.claim(idempotent.key(), idempotent.fingerprint())) {
              case ClaimOutcome.Claimed claimed -> Optional.<SprintOutcome>empty();
              case ClaimOutcome.Replay replay ->
                  Optional.of(new SprintOutcome.Replayed(replay.response()));
              case ClaimOutcome.DifferentRequest different ->
                  Optional.of(new SprintOutcome.Refused(new Refusal.KeyReused()));
            });
  }

  private Optional<SprintOutcome> completed(WriteRequest request, Optional<SprintOutcome> outcome) {
    if (outcome.isPresent() && outcome.get() instanceof SprintOutcome.Changed changed) {
      request
          .idempotency()
          .ifPresent(idempotent ->
              idempotency.complete(idempotent.key(), idempotent.answerTo(changed.stored())));
    }
    return outcome;
  }

  private SprintOutcome announced(SprintOutcome outcome) {
    switch (outcome) {
      case SprintOutcome.Changed changed -> committed.committed(changed.events());
      case SprintOutcome.Deleted deleted -> committed.committed(deleted.events());
      case SprintOutcome.Unchanged unchanged -> {}
      case SprintOutcome.Replayed replayed -> {}
      case SprintOutcome.Refused refused -> {}
    }
    return outcome;
  }

  private static boolean changesSomething(SprintOutcome outcome) {
    return switch (outcome) {
      case SprintOutcome.Changed changed -> true;
      case SprintOutcome.Deleted deleted -> true;
      case SprintOutcome.Unchanged unchanged -> false;
      case SprintOutcome.Replayed replayed -> false;
      case SprintOutcome.Refused refused -> false;
    };
  }

  private static <T> T retrying(Supplier<T> work) {
    for (int attempt = 1; ; attempt++) {
      try {
        return work.get();
      } catch (DatabaseContentionException failure) {
        if (attempt == MOST_ATTEMPTS) {
          throw failure;
        }
      }
    }
  }
}
