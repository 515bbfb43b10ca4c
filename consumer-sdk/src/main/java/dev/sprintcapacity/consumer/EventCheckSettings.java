package dev.sprintcapacity.consumer;

import dev.sprintcapacity.consumer.inbox.IdempotencySettings;
import dev.sprintcapacity.consumer.schema.Upcasters;
import dev.sprintcapacity.consumer.spi.SchemaValidator;
import java.util.Objects;

/**
 * What is asked of a record before its handler sees it. Immutable.
 *
 * @param upcasters bring values of older versions to today's; default {@link Upcasters#none()}
 * @param schemaValidator checks values beyond what the decoder does; default {@link
 *     SchemaValidator#none()}
 * @param idempotency what becomes of events that come again, late or too early; default {@link
 *     IdempotencySettings#DEFAULT}
 * @since 0.1.0
 */
public record EventCheckSettings(
    Upcasters upcasters, SchemaValidator schemaValidator, IdempotencySettings idempotency) {
  /** No upcaster, no validator beside the decoder, repetitions are left out. */
  public static final EventCheckSettings DEFAULT =
      new EventCheckSettings(Upcasters.none(), SchemaValidator.none(), IdempotencySettings.DEFAULT);

  /** Checks that everything is there. */
  public EventCheckSettings {
    Objects.requireNonNull(upcasters, "upcasters");
    Objects.requireNonNull(schemaValidator, "schemaValidator");
    Objects.requireNonNull(idempotency, "idempotency");
  }
}
