package dev.sprintcapacity.chaos.stage;

import dev.sprintcapacity.chaos.network.Condition;
import dev.sprintcapacity.chaos.network.TcpProxy;
import dev.sprintcapacity.chaos.process.Closing;
import java.util.List;
import java.util.stream.Stream;

/**
 * The connections of a stage that can go wrong.
 *
 * @param database between the instances of the service and PostgreSQL
 * @param brokers between all clients, the instances and the brokers themselves among them, and each
 *     broker
 */
public record Links(TcpProxy database, List<TcpProxy> brokers) implements AutoCloseable {
  /** Copies the list. */
  public Links {
    brokers = List.copyOf(brokers);
  }

  /** Whether connections of both kinds lead through here. */
  public boolean areUsed() {
    return database.connections() > 0 && brokers.stream().allMatch(each -> each.connections() > 0);
  }

  /** Has connections with all brokers stand so. */
  public void setBrokers(Condition condition) {
    brokers.forEach(each -> each.set(condition));
  }

  /** Makes all good again. */
  public void mend() {
    database.set(Condition.GOOD);
    setBrokers(Condition.GOOD);
  }

  @Override
  public void close() {
    Closing.all(Stream.concat(Stream.of(database), brokers.stream()).toList());
  }
}
