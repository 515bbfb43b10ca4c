package dev.sprintcapacity.consumer.internal.deadletter;

import static dev.sprintcapacity.consumer.internal.deadletter.Failures.aRecord;
import static dev.sprintcapacity.consumer.internal.deadletter.Failures.failed;
import static dev.sprintcapacity.consumer.internal.deadletter.Stages.failure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sprintcapacity.consumer.internal.deadletter.kafka.GroupTopics;
import dev.sprintcapacity.consumer.internal.deadletter.kafka.KafkaClients;
import dev.sprintcapacity.consumer.internal.deadletter.kafka.NotWrittenException;
import dev.sprintcapacity.consumer.internal.deadletter.kafka.OrderedWriter;
import dev.sprintcapacity.consumer.internal.deadletter.kafka.PendingWrite;
import dev.sprintcapacity.consumer.internal.deadletter.kafka.TopicKind;
import dev.sprintcapacity.consumer.internal.deadletter.kafka.TopicProvision;
import dev.sprintcapacity.embedded.EmbeddedKafka;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A client that may read its topic and, at first, nothing else. */
class DeadLetterRightsTest {

  private static final String DLQ = "t.mail.dlq";

  @RegisterExtension final LogLines log = new LogLines();

  @TempDir Path folder;

  private EmbeddedKafka kafka = new EmbeddedKafka(Path.of("unused"), 0, Map.of());
  private Topics admin = new Topics(Map.of());
  private final List<KafkaDeadLetters> sinks = new ArrayList<>();

  @BeforeEach
  void start() {
    kafka = new EmbeddedKafka(folder, 0, withUsers());
    kafka.start();
    admin = new Topics(login("admin"));
    admin.create("t", 2);
    allow("t", AclOperation.READ, AclOperation.DESCRIBE);
  }

  @AfterEach
  void stop() {
    sinks.forEach(sink -> sink.close(Duration.ofSeconds(10)));
    admin.close();
    kafka.close();
  }

  @Test
  void a_missing_right_is_one_warning_that_says_what_to_do_and_nothing_is_lost_until_it_is_there() {
    KafkaDeadLetters sink = startedSink();

    for (int i = 0; i < 3; i++) {
      assertThat(failure(sink.send(failed(aRecord("t", 1, 1, "k")))))
          .isInstanceOf(NotWrittenException.class)
          .hasMessageContaining(DLQ)
          .hasMessageContaining("grant Describe, Create and Write on it");
    }
    assertThat(log.lines())
        .filteredOn(line -> line.startsWith("WARN") && line.contains(DLQ))
        .singleElement()
        .asString()
        .contains("create it with the partitions of t and cleanup.policy=delete");

    allow(DLQ, AclOperation.DESCRIBE, AclOperation.CREATE, AclOperation.WRITE);
    sendUntilWritten(sink);

    assertThat(admin.partitions(DLQ)).isEqualTo(2);
    assertThat(admin.read(DLQ)).hasSize(1);
    assertThat(log.lines()).contains("INFO Topic " + DLQ + " can be used now");
  }

  @Test
  void a_topic_that_somebody_else_made_is_used_without_the_right_to_make_it() {
    admin.create(DLQ, 2);
    allow(DLQ, AclOperation.DESCRIBE);
    KafkaDeadLetters sink = startedSink();

    assertThat(failure(sink.send(failed(aRecord("t", 1, 1, "k")))))
        .isInstanceOf(NotWrittenException.class)
        .hasMessageContaining(DLQ)
        .hasMessageContaining("grant Write on the topic");
    allow(DLQ, AclOperation.WRITE);
    sendUntilWritten(sink);

    assertThat(admin.read(DLQ)).hasSize(1);
    assertThat(log.lines()).noneMatch(line -> line.startsWith("WARN") && line.contains(DLQ));
  }

  /**
   * A producer asks for its id as soon as it is made. Where that is refused first, sending throws
   * for some milliseconds: too few to be met by chance, so that Kafka's own mock throws here.
   */
  @Test
  void a_right_that_was_missing_before_the_first_record_is_named_too() {
    admin.create(DLQ, 2);
    allow(DLQ, AclOperation.DESCRIBE);
    KafkaClients clients = new KafkaClients(login("bob"), "early");
    MockProducer<byte[], byte[]> refused = new MockProducer<>();
    refused.sendException =
        new KafkaException(
            "Cannot execute transactional method because we are in an error state",
            new ClusterAuthorizationException("Cluster authorization failed."));
    OrderedWriter writer =
        new OrderedWriter(
            "early",
            () -> refused,
            new TopicProvision(clients, System::nanoTime),
            System::nanoTime);
    writer.start();

    assertThat(
            failure(
                writer.write(
                    new PendingWrite(
                        "k",
                        new GroupTopics("t", "mail"),
                        TopicKind.DEAD_LETTERS,
                        List.of(() -> new ProducerRecord<>(DLQ, 1, null, null))))))
        .isInstanceOf(NotWrittenException.class)
        .hasMessageContaining("in an error state: grant Write on the topic");
    writer.close(Duration.ofSeconds(10));
  }

  @Test
  void a_topic_with_too_few_partitions_that_may_not_grow_is_named() {
    admin.create(DLQ, 1);
    allow(DLQ, AclOperation.DESCRIBE, AclOperation.WRITE);
    KafkaDeadLetters sink = startedSink();

    assertThat(failure(sink.send(failed(aRecord("t", 1, 1, "k")))))
        .isInstanceOf(NotWrittenException.class)
        .hasMessageContaining("topic t.mail.dlq has 1 partitions, its source has 2")
        .hasMessageContaining("grant Alter on it");
    Stages.done(sink.send(failed(aRecord("t", 0, 1, "k"))));
    assertThat(log.lines())
        .filteredOn(line -> line.startsWith("WARN") && line.contains(DLQ))
        .hasSize(1);
  }

  @Test
  void parked_keys_that_may_not_be_read_stop_the_partition() {
    admin.create("t.mail.parked", 2);
    CompactedParkedKeys keys = new CompactedParkedKeys(settings(), System::nanoTime);

    org.assertj.core.api.Assertions.assertThatExceptionOfType(ParkedKeysUnreadableException.class)
        .isThrownBy(
            () -> keys.assigned(List.of(new org.apache.kafka.common.TopicPartition("t", 1))))
        .withMessageContaining("t-1")
        .withMessageContaining("t.mail.parked");
    keys.close(Duration.ofSeconds(5));
  }

  private KafkaDeadLetters startedSink() {
    KafkaDeadLetters sink = new KafkaDeadLetters(settings(), System::nanoTime);
    sinks.add(sink);
    sink.start();
    return sink;
  }

  private static void sendUntilWritten(KafkaDeadLetters sink) {
    await()
        .atMost(LetterBroker.LIMIT)
        .until(() ->
            sink.send(failed(aRecord("t", 1, 1, "k")))
                .toCompletableFuture()
                .handle((done, failure) -> failure == null)
                .get());
  }

  private void allow(String topic, AclOperation... operations) {
    for (AclOperation operation : operations) {
      Topics.done(
          admin
              .admin()
              .createAcls(
                  List.of(
                      new AclBinding(
                          new ResourcePattern(ResourceType.TOPIC, topic, PatternType.LITERAL),
                          new AccessControlEntry(
                              "User:bob", "*", operation, AclPermissionType.ALLOW))))
              .all());
    }
  }

  private DeadLetterSettings settings() {
    return new DeadLetterSettings(login("bob"), "mail", Set.of("t"));
  }

  private Map<String, Object> login(String user) {
    return Map.of(
        "bootstrap.servers",
        kafka.bootstrapServers(),
        "security.protocol",
        "SASL_PLAINTEXT",
        "sasl.mechanism",
        "PLAIN",
        "sasl.jaas.config",
        "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"%s\" password=\"right\";"
            .formatted(user));
  }

  private static Map<String, String> withUsers() {
    String users =
        """
        org.apache.kafka.common.security.plain.PlainLoginModule required
        username="admin" password="right" user_admin="right" user_bob="right";\
        """;
    Map<String, String> settings = new HashMap<>();
    settings.put(
        "listener.security.protocol.map",
        "CONTROLLER:PLAINTEXT,PLAINTEXT:SASL_PLAINTEXT,PLAINTEXT6:SASL_PLAINTEXT");
    settings.put("sasl.enabled.mechanisms", "PLAIN");
    settings.put("sasl.mechanism.inter.broker.protocol", "PLAIN");
    settings.put("listener.name.plaintext.plain.sasl.jaas.config", users);
    settings.put("listener.name.plaintext6.plain.sasl.jaas.config", users);
    settings.put(
        "authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
    settings.put("super.users", "User:admin;User:ANONYMOUS");
    return settings;
  }
}
