package dev.sprintcapacity.chaos.simulation.consumer;

import dev.sprintcapacity.chaos.ChaosException;
import dev.sprintcapacity.consumer.EventHandler;
import dev.sprintcapacity.consumer.HandlerContext;
import dev.sprintcapacity.consumer.HandlerResult;
import dev.sprintcapacity.consumer.KafkaEventConsumer;
import dev.sprintcapacity.consumer.PermanentHandlerException;
import dev.sprintcapacity.events.EventType;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a member does with events: it takes its time, and fails as the event's fate says. */
final class Handlers {
  /** The types of events that are published. */
  static final List<EventType> TYPES =
      List.of(EventType.SPRINT_DELETED, EventType.TEAM_MEMBER_ADDED);

  private final World world;
  private final Life life;

  Handlers(World world, Life life) {
    this.world = world;
    this.life = life;
  }

  void registerWith(KafkaEventConsumer consumer) {
    EventHandler handler =
        world.planted.handler(life, watched(world.plan.inbox() ? once() : plain()));
    TYPES.forEach(type -> consumer.registerHandler(type.wireName(), handler));
  }

  /** Tells the judge when a handler begins and how it ends. */
  private EventHandler watched(EventHandler handler) {
    return (event, context) -> {
      Fact fact = world.judge.begins(life, context);
      try {
        HandlerResult result = handler.handle(event, context);
        world.judge.ends(life, fact, context, result);
        return result;
      } catch (Exception failure) {
        world.judge.fails(life, fact, failure);
        throw failure;
      }
    };
  }

  private EventHandler once() {
    return world.planted.once(
        life,
        (connection, event, context) ->
            handle(context, connection.unwrap(Database.Transaction.class)));
  }

  private EventHandler plain() {
    return (event, context) -> handle(context, world.judge::effect);
  }

  /** Where an effect goes. */
  @FunctionalInterface
  interface Effects {
    void add(Fact fact, boolean replay);
  }

  private HandlerResult handle(HandlerContext context, Effects effects) {
    Fact fact = world.judge.factOf(context);
    life.step(null, world.millis(0.1, world.chance(0.02) ? 20_000 : 200));
    HandlerResult instead = instead(fact, context.attempt());
    if (instead != null) {
      return instead;
    }
    effects.add(fact, context.replay());
    life.step("acted on " + fact, world.millis(0.05, 50));
    return HandlerResult.done();
  }

  private @Nullable HandlerResult instead(Fact fact, int attempt) {
    return switch (fact.fate) {
      case HANDLE -> null;
      case SKIP -> HandlerResult.skip("nothing to do");
      case FAIL_SOME_TIMES -> {
        if (attempt <= fact.times && !world.mended) {
          throw new ChaosException("not this time");
        }
        yield null;
      }
      case ASK_FOR_LATER_SOME_TIMES ->
          attempt <= fact.times && !world.mended
              ? HandlerResult.retryLater(Duration.ofNanos(world.millis(1, 3_000)))
              : null;
      case FAIL_ALWAYS -> {
        if (!world.mended) {
          throw new ChaosException("never");
        }
        yield null;
      }
      case FAIL_FOR_GOOD -> {
        if (!world.mended) {
          throw new PermanentHandlerException("a bug");
        }
        yield null;
      }
      case ASK_FOR_A_DEAD_LETTER -> world.mended ? null : HandlerResult.deadLetter("unheard of");
    };
  }
}
