package dev.sprintcapacity.chaos.stage;

import dev.sprintcapacity.chaos.network.Condition;
import dev.sprintcapacity.chaos.network.TcpProxy;
import dev.sprintcapacity.chaos.process.Closing;
import java.util.List;

/**
 * The connections of a stage that can go wrong.
 *
 * @param database between the instances of the service and PostgreSQL
 * @param broker between all clients, the instances among them, and the broker
 */
public record Links(TcpProxy database, TcpProxy broker) implements AutoCloseable {

  /** Whether connections of both kinds lead through here. */
  public boolean areUsed() {
    return database.connections() > 0 && broker.connections() > 0;
  }

  /** Makes both good again. */
  public void mend() {
    database.set(Condition.GOOD);
    broker.set(Condition.GOOD);
  }

  @Override
  public void close() {
    Closing.all(List.of(database, broker));
  }
}
