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

  /** Returns when bytes are not held; the condition of then. */
  synchronized Condition whenNotHeld() throws InterruptedException {
    while (condition.flow() == Condition.Flow.HELD) {
      wait();
    }
    return condition;
  }
}
