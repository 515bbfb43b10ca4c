package dev.sprintcapacity.service.relay.rebuild;

/**
 * How far a rebuild is.
 *
 * @param events number of events in the topics
 * @param percent of the log, 0 to 100
 */
public record RebuildProgress(long events, int percent) {

  private static final int ALL_PERCENT = 100;

  /** Of a log whose last event has a position, once the one at another is published. */
  public static RebuildProgress at(long events, long position, long lastPosition) {
    return new RebuildProgress(
        events,
        position >= lastPosition ? ALL_PERCENT : (int) (position * ALL_PERCENT / lastPosition));
  }
}
