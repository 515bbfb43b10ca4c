package dev.sprintcapacity.chaos.campaign;

import dev.sprintcapacity.chaos.ChaosException;
import dev.sprintcapacity.chaos.checker.Verdict;
import dev.sprintcapacity.chaos.history.TopicReader;
import dev.sprintcapacity.chaos.process.Await;
import dev.sprintcapacity.chaos.stage.Stage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;

/**
 * What the checker says when everything is over.
 *
 * @param live of the records that a reader met who was there all the time
 * @param last of the records that a reader met who began at the end
 * @param reconciled what the shipped command says
 * @param history where writes, rows and records are
 */
public record Judgement(Verdict live, Verdict last, Reconciled reconciled, Path history) {
  /** A backlog of minutes drains in seconds; a take-over needs some more. */
  private static final Duration AGREE_LIMIT = Duration.ofMinutes(2);

  /** Checks that everything is there. */
  public Judgement {
    Objects.requireNonNull(live, "live");
    Objects.requireNonNull(last, "last");
    Objects.requireNonNull(reconciled, "reconciled");
    Objects.requireNonNull(history, "history");
  }

  /**
   * Ends the load, waits until table and topics agree or the time is over, reads the topics again
   * from the beginning and has both histories checked.
   */
  public static Judgement of(Stage stage) {
    stage.load().stop();
    stage.writes().close();
    stage.say("load ended: " + stage.describe());
    stage.brokers().awaitReady();
    long rows = stage.table().count();
    try {
      Duration took =
          Await.until(
              "the reader has met as many records as there are rows",
              AGREE_LIMIT,
              () -> stage.reader().count() >= rows,
              stage::describe);
      stage.say(
          "table and topics hold %d events after %.1f s".formatted(rows, took.toMillis() / 1e3));
    } catch (ChaosException e) {
      stage.say("table and topics do not agree, %d rows: %s".formatted(rows, e));
    }
    long records =
        TopicReader.readAll(stage.brokers().bootstrapServers(), stage.history().records());
    stage.reader().close();
    stage.table().writeTo(stage.history());
    stage.say("read again from the beginning: %d records".formatted(records));
    Judgement judgement =
        new Judgement(
            stage.history().check(stage.history().liveRecords()),
            stage.history().check(stage.history().records()),
            Reconciled.of(stage),
            stage.history().folder());
    stage.say("live " + judgement.live.line());
    stage.say("last " + judgement.last.line());
    stage.say("reconcile says " + judgement.reconciled.line());
    if (!judgement.clean()) {
      judgement.tell(stage);
    }
    return judgement;
  }

  /** Whether nothing at all is wrong. */
  public boolean clean() {
    return live.clean() && last.clean() && reconciled.clean();
  }

  private void tell(Stage stage) {
    live.examples().forEach(each -> stage.say("live " + each));
    last.examples().forEach(each -> stage.say("last " + each));
    stage.say("the history stays in %s (seed %d)".formatted(history, stage.plan().seed()));
  }
}
