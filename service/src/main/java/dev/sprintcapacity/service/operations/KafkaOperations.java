package dev.sprintcapacity.service.operations;

import java.time.InstantSource;
import java.util.Map;

/** The operator's view of Kafka, on one set of connections. Opens nothing until it is asked. */
public final class KafkaOperations implements AutoCloseable {

  private final OperationsClients clients;
  private final ConsumerGroups groups;
  private final DeadLetterDesk deadLetters;

  /**
   * Only remembers how to reach Kafka.
   *
   * @param kafka keys of Kafka clients, {@code bootstrap.servers} among them
   * @param clock the time of answers
   */
  public KafkaOperations(Map<String, Object> kafka, InstantSource clock) {
    this.clients = new OperationsClients(kafka);
    this.groups = new ConsumerGroups(clients, clock, System::nanoTime);
    this.deadLetters = new DeadLetterDesk(clients.settings());
  }

  /** The consumer groups. */
  public ConsumerGroups groups() {
    return groups;
  }

  /** Their dead letters. */
  public DeadLetterDesk deadLetters() {
    return deadLetters;
  }

  /** Closes what was opened; bounded by a second. */
  @Override
  public void close() {
    clients.close();
  }
}
