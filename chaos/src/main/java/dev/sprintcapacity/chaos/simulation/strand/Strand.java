package dev.sprintcapacity.chaos.simulation.strand;

/** One line of control of a simulated world. Belongs to its {@link Strands}. */
public final class Strand {
  final Thread thread;
  private final String name;
  boolean started;
  boolean ended;

  /** Sleeps so far: a wake for an earlier one is void. */
  long sleeps;

  Strand(String name, Thread thread) {
    this.name = name;
    this.thread = thread;
  }

  @Override
  public String toString() {
    return name;
  }
}
