package dev.sprintcapacity.chaos.simulation.relay;

import org.jspecify.annotations.Nullable;

/** A machine on which an instance runs, one life after the other, and its place in the network. */
final class Node {
  private final String name;
  private int lives;
  private boolean cutFromDatabase;
  private boolean cutFromKafka;
  private @Nullable Life running;

  Node(String name) {
    this.name = name;
  }

  /** The name of its next life. */
  String nextLife() {
    return name + "." + ++lives;
  }

  @Nullable Life running() {
    return running;
  }

  void runs(@Nullable Life life) {
    running = life;
  }

  boolean isCutFromDatabase() {
    return cutFromDatabase;
  }

  void cutFromDatabase(boolean cut) {
    cutFromDatabase = cut;
  }

  boolean isCutFromKafka() {
    return cutFromKafka;
  }

  void cutFromKafka(boolean cut) {
    cutFromKafka = cut;
  }

  @Override
  public String toString() {
    return name;
  }
}
