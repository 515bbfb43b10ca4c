package dev.sprintcapacity.chaos.network;

/** The condition of all connections of a proxy, to be changed and to be waited for. Thread-safe. */
final class Weather {
  private Condition condition = Condition.GOOD;

  /** Changes it; returns what it was. */
  synchronized Condition set(Condition next) {
    Condition before = condition;
    condition = next;
    notifyAll();
    return before;
  }

  synchronized Condition now() {
    return condition;
  }

  /** Waits while bytes are held; returns whether they were. */
  synchronized boolean heldUp() throws InterruptedException {
    boolean held = false;
    while (condition.flow() == Condition.Flow.HELD) {
      held = true;
      wait();
    }
    return held;
  }
}
