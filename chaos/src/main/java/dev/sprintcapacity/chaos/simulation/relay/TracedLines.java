package dev.sprintcapacity.chaos.simulation.relay;

import dev.sprintcapacity.postgres.eventlog.StoredEvent;
import dev.sprintcapacity.service.relay.ports.FencedException;
import dev.sprintcapacity.service.relay.ports.RelayLines;
import java.util.List;

/** What people would read about a relay, in the trace of a world. */
final class TracedLines implements RelayLines {
  private final Life life;
  private final Judge judge;

  TracedLines(Life life, Judge judge) {
    this.life = life;
    this.judge = judge;
  }

  @Override
  public void leads() {
    life.notes("leads");
  }

  @Override
  public void looksAgain() {
    life.notes("looks again");
  }

  @Override
  public void started() {
    life.notes("publishes");
  }

  @Override
  public void published(List<StoredEvent> events) {
    life.notes("has published " + events.size());
  }

  @Override
  public void quiet() {
    // nothing to say
  }

  @Override
  public void standsDown(FencedException reason) {
    life.notes("stands down");
  }

  @Override
  public void refuses(String reason) {
    life.notes("refuses: " + reason);
  }

  @Override
  public void alarm(String alarm) {
    life.notes("alarm: " + alarm);
  }

  @Override
  public void cannotPublish(RuntimeException failure) {
    life.notes("fails: " + failure.getMessage());
  }

  @Override
  public void stillCannotPublish(RuntimeException failure) {
    life.notes("fails again");
  }

  @Override
  public void failedUnexpectedly(RuntimeException failure) {
    judge.violated(life.name() + " failed in a way that should not be: " + failure);
  }
}
