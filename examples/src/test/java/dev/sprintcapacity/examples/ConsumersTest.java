package dev.sprintcapacity.examples;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The events of one sprint as consumers that know nothing of us get them. */
class ConsumersTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String LIFECYCLE = "sprint.lifecycle";
  private static final String TEAM_MEMBERS = "sprint.team-members";

  @TempDir private static Path data;
  private static Product product;

  @TempDir private Path folder;

  @BeforeAll
  static void start() {
    product = Product.start(data);
  }

  @AfterAll
  static void stop() {
    product.close();
  }

  /**
   * The consumer says {@code localhost:9092} and stays as it is: Node.js loads a file ahead of it
   * that leads this one connection to the port of the test. No port is needed for that, nor a
   * privilege, as a network of its own would.
   */
  @Test
  void the_node_js_consumer_prints_both_events_with_exactly_their_fields() throws IOException {
    Workplace workplace = Workplace.in(folder);
    Clients.requireNodeExample(workplace.nodeExample());
    Path printed = folder.resolve("printed");
    Process node = startNode(workplace, printed);
    try {
      awaitPrinted("the first fetch", printed, () -> Files.exists(workplace.fetchingFile()));
      String id = product.createSprint("25-01");
      awaitPrinted("both events", printed, () -> objects(printed).size() >= 2);

      List<String> objects = objects(printed);
      assertThat(objects).hasSize(2).anyMatch(lifecycle(id)::matches).anyMatch(team(id)::matches);
    } finally {
      node.destroyForcibly();
    }
  }

  @Test
  void kcat_reads_values_keys_and_headers() {
    Clients.require("kcat");
    String id = product.createSprint("25-02");

    JsonNode created = kcat(LIFECYCLE, id);
    JsonNode added = kcat(TEAM_MEMBERS, id);

    assertThat(created.get("payload").stringValue())
        .matches(value("sprint.created", createdData(id, "25-02")));
    assertThat(added.get("payload").stringValue())
        .matches(value("team_member.added", addedData(id, "25-02")));
    assertThat(headers(created)).matches(headers("sprint.created", id, 1));
    assertThat(headers(added)).matches(headers("team_member.added", id, 2));
  }

  @Test
  void tail_prints_both_events_with_exactly_their_fields() {
    String id = product.createSprint("25-03");

    Ended tail = tail("--from-beginning", "--max-events=2", "--json", "--sprint=" + id);

    assertThat(tail.exitCode()).as(tail.toString()).isZero();
    List<JsonNode> lines = tail.out().lines().map(JSON::readTree).toList();
    assertThat(lines).hasSize(2);
    assertThat(lines)
        .extracting(line -> line.get("topic").stringValue() + " " + line.get("key").stringValue())
        .containsExactly(LIFECYCLE + " " + id, TEAM_MEMBERS + " " + id);
    assertThat(lines.getFirst().get("value").toString())
        .matches(value("sprint.created", createdData(id, "25-03")));
    assertThat(lines.getLast().get("value").toString())
        .matches(value("team_member.added", addedData(id, "25-03")));
  }

  private static String createdData(String id, String number) {
    return """
    {"sprint_id":"%s","sprint_name":"Sprint %s","sprint_number":"%s","team_members_count":2,\
    "start_date":"2025-11-27","end_date":"2025-12-10","sprint_duration":10,\
    "confidence_percentage":90.0}\
    """
        .formatted(id, number, number);
  }

  private static String addedData(String id, String number) {
    return """
    {"sprint_id":"%s","sprint_name":"Sprint %s","team_members":[\
    {"id":"…","name":"Alice Johnson","role":"Developer"},\
    {"id":"…","name":"Bob Smith","role":"Tester"}]}\
    """
        .formatted(id, number);
  }

  /** The founding document's shape, in its order, with nothing more in it. */
  private static Pattern value(String type, String data) {
    return pattern(
        """
        {"event_type":"%s","timestamp":"#","source":"sprint-capacity-api","data":%s}\
        """
            .formatted(type, data),
        Map.of("#", "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}", "…", "[^\"]+"));
  }

  private static Pattern headers(String type, String id, int sequence) {
    return pattern(
        """
        ce_specversion=1.0
        ce_id=#
        ce_type=%s
        ce_source=sprint-capacity-api
        ce_time=@
        ce_subject=%s
        ce_sequence=%d
        ce_dataschema=…%s…
        content-type=application/json\
        """
            .formatted(type, id, sequence, type),
        Map.of(
            "#", "[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}",
            "@", "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z",
            "…", "[^\"\n]+"));
  }

  private static Pattern pattern(String text, Map<String, String> placeholders) {
    String pattern = Pattern.quote(text);
    for (Map.Entry<String, String> placeholder : placeholders.entrySet()) {
      pattern = pattern.replace(placeholder.getKey(), "\\E" + placeholder.getValue() + "\\Q");
    }
    return Pattern.compile(pattern);
  }

  private static Shown lifecycle(String id) {
    return new Shown(
        """
        {
          topic: 'sprint.lifecycle',
          partition: …,
          offset: '…',
          eventType: 'sprint.created',
          data: {
            sprint_id: '%s',
            sprint_name: 'Sprint 25-01',
            sprint_number: '25-01',
            team_members_count: 2,
            start_date: '2025-11-27',
            end_date: '2025-12-10',
            sprint_duration: 10,
            confidence_percentage: 90
          }
        }
        """
            .formatted(id));
  }

  private static Shown team(String id) {
    return new Shown(
        """
        {
          topic: 'sprint.team-members',
          partition: …,
          offset: '…',
          eventType: 'team_member.added',
          data: {
            sprint_id: '%s',
            sprint_name: 'Sprint 25-01',
            team_members: [
              {
                id: '…',
                name: 'Alice Johnson',
                role: 'Developer'
              },
              {
                id: '…',
                name: 'Bob Smith',
                role: 'Tester'
              }
            ]
          }
        }
        """
            .formatted(id));
  }

  /** The one record with this key, as soon as it is committed. */
  private JsonNode kcat(String topic, String key) {
    String command =
        "kcat -C -b %s -t %s -X isolation.level=read_committed -o beginning -e -q -J"
            .formatted(product.bootstrapServers(), topic);
    List<JsonNode> records =
        await("%s of %s".formatted(topic, key))
            .atMost(PATIENCE)
            .until(
                () -> recordsOf(key, Ended.of(folder, command, Map.of())),
                found -> !found.isEmpty());
    assertThat(records).hasSize(1);
    return records.getFirst();
  }

  private static List<JsonNode> recordsOf(String key, Ended kcat) {
    assertThat(kcat.exitCode()).as(kcat.toString()).isZero();
    return kcat.out()
        .lines()
        .map(JSON::readTree)
        .filter(line -> line.get("key").stringValue().equals(key))
        .toList();
  }

  /** One line for each header, in order. */
  private static String headers(JsonNode line) {
    List<String> names = new ArrayList<>();
    JsonNode headers = line.get("headers");
    for (int i = 0; i < headers.size(); i += 2) {
      names.add(headers.get(i).stringValue() + "=" + headers.get(i + 1).stringValue());
    }
    return names.stream().collect(joining("\n"));
  }

  private Ended tail(String... arguments) {
    Workplace workplace = Workplace.in(folder);
    return Ended.of(
        folder, "./sprintcap tail " + String.join(" ", arguments), workplace.environment(product));
  }

  private static Process startNode(Workplace workplace, Path printed) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
                "node", "--require=" + Workplace.preload("nested-values.js"), "consumer.js")
            .directory(workplace.nodeExample().toFile())
            .redirectErrorStream(true)
            .redirectOutput(printed.toFile());
    Surroundings.put(builder.environment(), new HashMap<>(workplace.environment(product)));
    return builder.start();
  }

  private static void awaitPrinted(String what, Path printed, Callable<Boolean> condition) {
    try {
      await(what).atMost(PATIENCE).until(condition);
    } catch (ConditionTimeoutException e) {
      throw new AssertionError("no " + what + " in:\n" + Repository.read(printed), e);
    }
  }

  /** What the consumer printed itself; its library prints lines of JSON. */
  private static List<String> objects(Path printed) {
    return Pattern.compile("^\\{\n(?:  .*\n)+\\}$", Pattern.MULTILINE)
        .matcher(Repository.read(printed))
        .results()
        .map(found -> found.group())
        .toList();
  }
}
