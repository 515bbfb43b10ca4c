package dev.sprintcapacity.postgres.eventlog;

/**
 * The most one read may bring into memory.
 *
 * @param events number of events, from 1
 * @param valueBytes sum of the sizes of their values, from 1; one event larger than this still
 *     passes, alone
 */
public record ReadLimits(int events, int valueBytes) {

  /**
   * 5,000 events of some 300 bytes make a Kafka transaction of 3 MB with headers: large enough that
   * the cost of its commit does not count, small enough for the memory of a small service.
   */
  public static final ReadLimits DEFAULT = new ReadLimits(5_000, 4 * 1024 * 1024);

  public ReadLimits {
    if (events < 1 || valueBytes < 1) {
      throw new BrokenEventLogException(
          "read limits: %d events and %d bytes must be positive".formatted(events, valueBytes));
    }
  }
}
