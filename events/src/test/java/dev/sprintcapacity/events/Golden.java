package dev.sprintcapacity.events;

import static dev.sprintcapacity.events.SampleEvents.aSprint;
import static dev.sprintcapacity.events.SampleEvents.aSprintUpdated;
import static dev.sprintcapacity.events.SampleEvents.aTeamAdded;
import static dev.sprintcapacity.events.SampleEvents.aTeamUpdated;
import static dev.sprintcapacity.events.SampleEvents.alice;
import static dev.sprintcapacity.events.SampleEvents.anEvent;
import static dev.sprintcapacity.events.SampleEvents.anEventAt;
import static dev.sprintcapacity.events.SampleEvents.bob;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A golden file and the event whose bytes it holds. The files are the contract: a change of one is
 * a change for every reader out there.
 */
record Golden(String file, Event event) {

  static Stream<Golden> all() {
    return Stream.of(
        new Golden("sprint.created.json", anEvent(new SprintCreated(aSprint()))),
        new Golden("sprint.updated.json", anEvent(aSprintUpdated())),
        new Golden(
            "sprint.updated.no-holidays.json",
            anEvent(new SprintUpdated(aSprint(), List.of(), List.of("holidays")))),
        new Golden(
            "sprint.started.json", anEventAt("2025-11-27T08:00:00Z", new SprintStarted(aSprint()))),
        new Golden(
            "sprint.completed.json",
            anEventAt("2025-12-10T17:59:59.999999999Z", new SprintCompleted(aSprint()))),
        new Golden("sprint.deleted.json", anEvent(new SprintDeleted("sprint-123"))),
        new Golden("team_member.added.json", anEvent(aTeamAdded(alice(null), bob()))),
        new Golden(
            "team_member.added.with-email.json",
            anEvent(aTeamAdded(alice("alice@example.org"), bob()))),
        new Golden("team_member.updated.json", anEvent(aTeamUpdated(alice(null)))),
        new Golden(
            "team_member.updated.with-email.json",
            anEvent(aTeamUpdated(alice("alice@example.org")))),
        new Golden("team_member.updated.empty-team.json", anEvent(aTeamUpdated())),
        new Golden(
            "team_member.updated.unicode.json",
            anEvent(
                aTeamUpdated(
                    new TeamMember(
                        "member-3",
                        "Zo\u00eb \"Zo\" O'Brien / \u674e \\ \ud83d\ude00",
                        "Product Owner",
                        "zo\u00eb@example.org")))));
  }

  EventType type() {
    return event.data().type();
  }

  byte[] bytes() {
    try {
      return Files.readAllBytes(folder().resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<String> filesInFolder() {
    try (Stream<Path> files = Files.list(folder())) {
      return files.map(file -> file.getFileName().toString()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path folder() {
    try {
      return Path.of(Objects.requireNonNull(Golden.class.getResource("/golden")).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String toString() {
    return file;
  }
}
