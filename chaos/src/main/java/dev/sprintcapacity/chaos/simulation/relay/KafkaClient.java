package dev.sprintcapacity.chaos.simulation.relay;

import dev.sprintcapacity.chaos.simulation.relay.time.Scheduler;
import dev.sprintcapacity.chaos.simulation.relay.time.Signal;
import java.time.Duration;
import java.util.function.Supplier;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;

/**
 * What a client of Kafka does with a request: sends it until it is answered, for a limited time. A
 * request whose reply is lost, or that arrives after it was given up, has its effect all the same.
 */
final class KafkaClient {
  private static final long FIRST_BACK_OFF = Duration.ofMillis(20).toNanos();
  private static final long LAST_BACK_OFF = Duration.ofMillis(500).toNanos();

  private final Life life;
  private final Scheduler scheduler;
  private final Weather weather;
  private final Cluster cluster;
  private final Signal aborted;

  KafkaClient(Life life, Scheduler scheduler, Weather weather, Cluster cluster) {
    this.life = life;
    this.scheduler = scheduler;
    this.weather = weather;
    this.cluster = cluster;
    this.aborted = new Signal(scheduler);
  }

  /** Makes whoever waits in {@link #ask} or {@link #pause} fail at once. */
  void abort() {
    aborted.give();
  }

  boolean isAborted() {
    return aborted.isGiven();
  }

  boolean isReachable() {
    return cluster.isUp() && !life.node().isCutFromKafka();
  }

  /**
   * Waits.
   *
   * @throws WakeupException where {@link #abort} is called before or meanwhile
   */
  void pause(long nanos) {
    if (scheduler.await(aborted, nanos)) {
      throw new WakeupException();
    }
  }

  /**
   * Asks until there is an answer other than to come later.
   *
   * @throws TimeoutException where there is none in time
   * @throws WakeupException where {@link #abort} is called before or meanwhile
   */
  <T> T ask(String what, Duration limit, Supplier<T> request) {
    long begin = scheduler.now();
    long backOff = FIRST_BACK_OFF;
    while (true) {
      life.passes("kafka " + what);
      Weather.Fate fate = weather.fate();
      if (!isReachable() || fate == Weather.Fate.LOST) {
        pause(isReachable() ? weather.untilNoticed() : 0);
      } else if (fate == Weather.Fate.LATE) {
        scheduler.after(weather.lateness(), () -> arrivesLate(request));
        pause(weather.untilNoticed());
      } else {
        pause(weather.latency());
        if (isReachable()) {
          T answer = request.get();
          pause(fate == Weather.Fate.ANSWERED ? weather.latency() : weather.untilNoticed());
          boolean arrived = fate == Weather.Fate.ANSWERED && isReachable();
          if (arrived && !(answer instanceof Cluster.Answer.Later)) {
            return answer;
          }
        }
      }
      if (scheduler.now() - begin > limit.toNanos()) {
        throw new TimeoutException("simulated: no answer in " + limit + " when asked to " + what);
      }
      pause(backOff);
      backOff = Math.min(2 * backOff, LAST_BACK_OFF);
    }
  }

  private <T> void arrivesLate(Supplier<T> request) {
    if (cluster.isUp()) {
      T _ = request.get();
    }
  }
}
