package dev.sprintcapacity.cli.tail;

import static dev.sprintcapacity.cli.SampleEvents.aSprintCreated;
import static dev.sprintcapacity.cli.SampleEvents.aSprintDeleted;
import static dev.sprintcapacity.cli.SampleEvents.aTeamMemberAdded;
import static dev.sprintcapacity.cli.TestBroker.recordOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sprintcapacity.cli.CommandRun;
import dev.sprintcapacity.cli.TestBroker;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What tail shows of a topic on a real broker. */
class TailTest {
  @TempDir private static Path folder;
  private static TestBroker broker;

  @BeforeAll
  static void startBroker() {
    broker = TestBroker.start(folder, 0, Map.of());
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  @Test
  void an_event_is_shown_with_its_place_its_origin_and_its_data() {
    String topic = broker.freshTopic(1);
    broker.publish(recordOf(aTeamMemberAdded("sprint-1"), topic, 0));

    CommandRun tail = ended(topic, "--from-beginning", "--max-events", "1");

    assertThat(tail.out())
        .isEqualTo(
            """
            team_member.added  sprint-1
              topic: %s  partition: 0  offset: 0  sequence: 2
              timestamp: 2025-11-27T10:30:00.123456  source: sprint-capacity-api
              data: {
                "sprint_id": "sprint-1",
                "sprint_name": "Sprint 25-01",
                "team_members": [
                  {
                    "id": "member-1",
                    "name": "Alice Johnson",
                    "role": "Developer",
                    "email": "alice@example.org"
                  },
                  {
                    "id": "member-2",
                    "name": "Bob Smith",
                    "role": "Tester"
                  }
                ]
              }

            """
                .formatted(topic));
  }

  @Test
  void json_output_holds_the_whole_record_on_one_line() {
    String topic = broker.freshTopic(1);
    broker.publish(recordOf(aSprintCreated("sprint-2"), topic, 0));

    CommandRun tail = ended(topic, "--from-beginning", "--max-events", "1", "--json");

    assertThat(tail.out())
        .isEqualTo(
            """
            {"topic":"%s","partition":0,"offset":0,"timestamp":"2025-11-27T10:30:00.123Z",\
            "key":"sprint-2","headers":{"ce_specversion":"1.0",\
            "ce_id":"01980000-0000-7000-0000-000000000001","ce_type":"sprint.created",\
            "ce_source":"sprint-capacity-api","ce_time":"2025-11-27T10:30:00.123456Z",\
            "ce_subject":"sprint-2","ce_sequence":"1",\
            "ce_dataschema":"https://schemas.sprintcapacity.dev/events/sprint.created.v1.json",\
            "content-type":"application/json"},"value":{"event_type":"sprint.created",\
            "timestamp":"2025-11-27T10:30:00.123456","source":"sprint-capacity-api",\
            "data":{"sprint_id":"sprint-2","sprint_name":"Sprint 25-01","sprint_number":"25-01",\
            "team_members_count":2,"start_date":"2025-11-27","end_date":"2025-12-10",\
            "sprint_duration":10,"confidence_percentage":90.0}}}
            """
                .formatted(topic));
  }

  @Test
  void events_of_an_aborted_transaction_are_never_shown() {
    String topic = broker.freshTopic(1);
    try (KafkaProducer<String, byte[]> producer = broker.producer()) {
      producer.beginTransaction();
      assertThat(producer.send(recordOf(aSprintCreated("rolled-back"), topic, 0))).isNotNull();
      producer.flush();
      producer.abortTransaction();
      producer.beginTransaction();
      assertThat(producer.send(recordOf(aSprintCreated("kept"), topic, 0))).isNotNull();
      producer.commitTransaction();
    }

    CommandRun tail =
        ended(
            Map.of("KAFKA_ISOLATION_LEVEL", "read_uncommitted"),
            topic,
            "--from-beginning",
            "--idle-exit",
            "1s");

    assertThat(tail.out()).contains("kept").doesNotContain("rolled-back");
  }

  @Test
  void events_of_an_open_transaction_are_shown_once_it_is_committed() {
    String topic = broker.freshTopic(1);
    try (KafkaProducer<String, byte[]> producer = broker.producer()) {
      producer.beginTransaction();
      assertThat(producer.send(recordOf(aSprintCreated("open"), topic, 0))).isNotNull();
      producer.flush();

      try (CommandRun tail = start(topic)) {
        tail.awaitErr("following " + topic);
        assertThat(tail.out()).isEmpty();
        producer.commitTransaction();

        tail.awaitOut("open");
      }
    }
  }

  @Test
  void it_begins_at_the_end_and_shows_what_comes() {
    String topic = broker.freshTopic(3);
    broker.publish(
        recordOf(aSprintCreated("old"), topic, 0), recordOf(aSprintCreated("old"), topic, 1));

    try (CommandRun tail = start(topic, "--max-events", "1")) {
      tail.awaitErr(
          "following %s (3 partitions) at %s from the end".formatted(topic, broker.servers()));
      broker.publish(recordOf(aSprintDeleted("new"), topic, 2));

      assertThat(tail.awaitExit()).isZero();
      assertThat(tail.out()).contains("sprint.deleted  new").doesNotContain("old");
    }
  }

  @Test
  void only_chosen_sprints_and_types_are_shown() {
    String topic = broker.freshTopic(1);
    for (String sprint : List.of("one", "two", "three")) {
      broker.publish(
          recordOf(aSprintCreated(sprint), topic, 0),
          recordOf(aTeamMemberAdded(sprint), topic, 0),
          recordOf(aSprintDeleted(sprint), topic, 0));
    }
    broker.publish(recordOf(topic, "not an event"));

    CommandRun tail =
        ended(
            topic,
            "--from-beginning",
            "--idle-exit",
            "500ms",
            "--sprint=one",
            "--sprint=three",
            "--type=sprint.created",
            "--type=sprint.deleted");

    assertThat(headings(tail))
        .containsExactly(
            "sprint.created  one",
            "sprint.deleted  one",
            "sprint.created  three",
            "sprint.deleted  three");
  }

  @Test
  void a_sprint_is_shown_before_its_team_whatever_their_partitions() {
    String teams = broker.freshTopic(2);
    String sprints = broker.freshTopic(2);
    broker.publish(
        recordOf(aSprintCreated("s"), sprints, 1), recordOf(aTeamMemberAdded("s"), teams, 0));

    CommandRun tail = ended(teams, "--topic", sprints, "--from-beginning", "--max-events", "2");

    assertThat(headings(tail)).containsExactly("sprint.created  s", "team_member.added  s");
  }

  @Test
  void the_topics_of_sprint_events_are_followed_from_their_first_record_when_they_appear_later() {
    try (CommandRun tail = start(Map.of(), "--max-events", "2")) {
      tail.awaitErr("sprint.lifecycle does not exist yet")
          .awaitErr("sprint.team-members does not exist yet");
      broker.createTopic("sprint.lifecycle", 6);
      broker.createTopic("sprint.team-members", 6);
      broker.publish(
          recordOf(aSprintCreated("s"), "sprint.lifecycle", null),
          recordOf(aTeamMemberAdded("s"), "sprint.team-members", null));

      assertThat(tail.awaitExit()).isZero();
      assertThat(tail.err()).contains("sprint.lifecycle is there now (6 partitions)");
      assertThat(headings(tail))
          .containsExactlyInAnyOrder("sprint.created  s", "team_member.added  s");
    } finally {
      broker.deleteTopic("sprint.lifecycle");
      broker.deleteTopic("sprint.team-members");
    }
  }

  @Test
  void partitions_that_are_added_later_are_read_from_their_first_record() {
    String topic = broker.freshTopic(1);
    try (CommandRun tail = start(topic, "--max-events", "2")) {
      tail.awaitErr("following " + topic);
      broker.growTopic(topic, 3);
      broker.publish(
          recordOf(aSprintCreated("s"), topic, 1), recordOf(aSprintDeleted("s"), topic, 2));

      assertThat(tail.awaitExit()).isZero();
      assertThat(tail.err()).contains(topic + " has 3 partitions now");
    }
  }

  @Test
  void a_topic_that_is_made_anew_is_read_from_its_first_record() {
    String topic = broker.freshTopic(1);
    broker.publish(
        recordOf(aSprintCreated("old"), topic, 0), recordOf(aSprintDeleted("old"), topic, 0));
    try (CommandRun tail = start(topic, "--max-events", "1")) {
      tail.awaitErr("following " + topic);
      broker.deleteTopic(topic);
      tail.awaitErr(topic + " is gone");
      broker.createTopic(topic, 2);
      broker.publish(recordOf(aSprintCreated("new"), topic, 0));

      assertThat(tail.awaitExit()).isZero();
      assertThat(headings(tail)).containsExactly("sprint.created  new");
    }
  }

  @Test
  void nobody_loses_an_event_to_it_for_it_joins_no_group() {
    String topic = broker.freshTopic(1);
    Map<String, String> env =
        Map.of(
            "KAFKA_CONSUMER_GROUP", "sprint-processor",
            "KAFKA_GROUP_INSTANCE_ID", "one",
            "KAFKA_GROUP_PROTOCOL", "consumer",
            "KAFKA_AUTO_OFFSET_RESET", "earliest",
            "KAFKA_ENABLE_AUTO_COMMIT", "true");
    broker.publish(recordOf(aSprintCreated("s"), topic, 0));

    CommandRun tail = ended(env, topic, "--from-beginning", "--max-events", "1");

    assertThat(tail.out()).contains("sprint.created  s");
    assertThat(broker.groups()).isEmpty();
  }

  @Test
  void it_ends_after_silence_with_all_that_was_there_shown() {
    String topic = broker.freshTopic(1);
    int events = 1_200;
    broker.publishAll(
        IntStream.range(0, events)
            .mapToObj(i -> recordOf(aSprintDeleted("sprint-" + i), topic, 0))
            .toList());

    CommandRun tail = ended(topic, "--from-beginning", "--idle-exit", "1ms", "--json");

    assertThat(tail.out().lines()).hasSize(events);
    assertThat(tail.out().lines().skip(events - 1).findFirst().orElseThrow())
        .contains("\"key\":\"sprint-1199\"");
  }

  private static List<String> headings(CommandRun tail) {
    return tail.out().lines().filter(line -> line.matches("\\S.*")).toList();
  }

  private static CommandRun start(String topic, String... options) {
    return start(Map.of(), topicAnd(topic, options));
  }

  private static CommandRun start(Map<String, String> env, String... options) {
    List<String> args = new ArrayList<>(List.of("tail", "--bootstrap-servers", broker.servers()));
    args.addAll(Arrays.asList(options));
    return CommandRun.start(env, args.toArray(String[]::new));
  }

  private static CommandRun ended(String topic, String... options) {
    return ended(Map.of(), topic, options);
  }

  private static CommandRun ended(Map<String, String> env, String topic, String... options) {
    CommandRun tail = start(env, topicAnd(topic, options));
    assertThat(tail.awaitExit()).as(tail.err()).isZero();
    return tail;
  }

  private static String[] topicAnd(String topic, String... options) {
    List<String> args = new ArrayList<>(List.of("--topic", topic));
    args.addAll(Arrays.asList(options));
    return args.toArray(String[]::new);
  }
}
