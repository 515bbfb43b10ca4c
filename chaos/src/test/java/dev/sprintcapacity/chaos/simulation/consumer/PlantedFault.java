package dev.sprintcapacity.chaos.simulation.consumer;

import dev.sprintcapacity.consumer.ConsumedEvent;
import dev.sprintcapacity.consumer.EventHandler;
import dev.sprintcapacity.consumer.HandlerContext;
import dev.sprintcapacity.consumer.HandlerResult;
import dev.sprintcapacity.consumer.inbox.TransactionalHandler;
import dev.sprintcapacity.consumer.inbox.TransactionalInbox;
import java.sql.Connection;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.jspecify.annotations.Nullable;

/** Ways to consume events that look right and are not. */
enum PlantedFault implements Planted {
  /** What was read is taken for done. */
  COMMITS_THE_HIGHEST_SEEN {
    @Override
    public OffsetAndMetadata commit(OffsetAndMetadata wanted, long position) {
      return new OffsetAndMetadata(Math.max(wanted.offset(), position));
    }
  },

  /** What is done beyond the first open one is forgotten when another member takes over. */
  COMMITS_WITHOUT_THE_LEDGER {
    @Override
    public OffsetAndMetadata commit(OffsetAndMetadata wanted, long position) {
      return new OffsetAndMetadata(wanted.offset());
    }
  },

  /** Whoever was thought dead commits when it wakes. */
  TAKES_COMMITS_OF_MEMBERS_THAT_WERE_EXPELLED {
    @Override
    public boolean fences() {
      return false;
    }
  },

  /** The key's next event does not wait while one is to be tried again. */
  DOES_NOT_HOLD_THE_KEY_BACK_DURING_A_RETRY {
    @Override
    public EventHandler handler(Life life, EventHandler handler) {
      return (event, context) -> {
        try {
          HandlerResult result = handler.handle(event, context);
          return result instanceof HandlerResult.RetryLater ? HandlerResult.done() : result;
        } catch (RuntimeException retriedElsewhere) {
          return HandlerResult.done();
        }
      };
    }
  },

  /** A member that ends between the two loses the effect. */
  MARKS_THE_INBOX_OUTSIDE_OF_THE_EFFECTS_TRANSACTION {
    @Override
    public EventHandler once(Life life, TransactionalHandler handler) {
      EventHandler marking =
          new TransactionalInbox()
              .once(life.database(), (connection, event, context) -> HandlerResult.done());
      return (event, context) ->
          marking.handle(event, context) instanceof HandlerResult.Skip repeated
              ? repeated
              : inOneTransaction(life, handler, event, context);
    }
  },

  /** What one member remembers the next one does not know. */
  REMEMBERS_IDS_IN_MEMORY_ALONE {
    @Override
    public EventHandler once(Life life, TransactionalHandler handler) {
      Set<UUID> handled = new HashSet<>();
      return (event, context) -> {
        @Nullable UUID id = context.id();
        if (id != null && handled.contains(id)) {
          return HandlerResult.skip("handled before");
        }
        HandlerResult result = inOneTransaction(life, handler, event, context);
        if (id != null && result instanceof HandlerResult.Done) {
          handled.add(id);
        }
        return result;
      };
    }
  },

  /** A dead letter is taken for written when it is sent. */
  LOSES_DEAD_LETTERS {
    @Override
    public boolean writesLetters() {
      return false;
    }
  },

  /** A key that was parked before a restart is free after it. */
  FORGETS_PARKED_KEYS {
    @Override
    public boolean readsParkedKeys() {
      return false;
    }
  };

  private static HandlerResult inOneTransaction(
      Life life, TransactionalHandler handler, ConsumedEvent event, HandlerContext context)
      throws Exception {
    try (Connection connection = life.database().getConnection()) {
      connection.setAutoCommit(false);
      HandlerResult result = handler.handle(connection, event, context);
      if (result instanceof HandlerResult.Done || result instanceof HandlerResult.Skip) {
        connection.commit();
      }
      return result;
    }
  }
}
