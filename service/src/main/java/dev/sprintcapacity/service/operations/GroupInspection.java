package dev.sprintcapacity.service.operations;

import dev.sprintcapacity.consumers.dashboard.DashboardConsumer;
import dev.sprintcapacity.service.operations.FirstRecords.Place;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListGroupsOptions;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** Asks Kafka once for everything that is known of the groups of our topics. For one thread. */
final class GroupInspection {

  /** Groups of the whole cluster that are looked at; a page shows no more. */
  static final int MOST_GROUPS = 500;

  /** Partitions in which the first unhandled record is looked for. */
  private static final int MOST_PLACES = 2_000;

  private final OperationsClients clients;
  private final LongSupplier nanoTime;
  private final Map<String, ConsumerGroupDescription> described = new TreeMap<>();
  private final Map<String, Map<TopicPartition, OffsetAndMetadata>> committed = new HashMap<>();

  GroupInspection(OperationsClients clients, LongSupplier nanoTime) {
    this.clients = clients;
    this.nanoTime = nanoTime;
  }

  /**
   * The groups.
   *
   * @throws KafkaUnavailableException where Kafka does not answer
   * @throws org.apache.kafka.common.KafkaException where no client can be made
   */
  GroupList run(Instant at) {
    Admin admin = clients.admin();
    Set<String> topics = KafkaAnswers.await("topics", admin.listTopics().names());
    NavigableSet<String> all = listed(admin);
    List<String> lookedAt = all.stream().limit(MOST_GROUPS).toList();
    ask(admin, lookedAt);
    NavigableSet<String> ours = new TreeSet<>(lookedAt);
    ours.removeIf(group -> topicsOf(group).stream().noneMatch(SideTopics.eventTopics()::contains));
    topics.forEach(topic -> SideTopics.groupOf(topic).ifPresent(ours::add));
    TopicOffsets offsets = TopicOffsets.ask(admin, wanted(ours, topics));
    NavigableMap<String, List<PartitionLag>> lags = new TreeMap<>();
    ours.forEach(group -> lags.put(group, lags(group, offsets)));
    Map<Place, Optional<Instant>> times = times(lags.values());
    List<ConsumerGroup> groups =
        lags.entrySet().stream()
            .map(lag -> group(lag.getKey(), offsets, lag.getValue(), times))
            .toList();
    return new GroupList(at, groups, all.size() - lookedAt.size());
  }

  private static NavigableSet<String> listed(Admin admin) {
    return KafkaAnswers.await(
            "consumer groups", admin.listGroups(ListGroupsOptions.forConsumerGroups()).all())
        .stream()
        .map(GroupListing::groupId)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private void ask(Admin admin, List<String> groups) {
    if (groups.isEmpty()) {
      return;
    }
    admin
        .describeConsumerGroups(groups)
        .describedGroups()
        .forEach((group, answer) ->
            KafkaAnswers.awaitIfThere("consumer groups", answer)
                .ifPresent(description -> described.put(group, description)));
    Map<String, ListConsumerGroupOffsetsSpec> everything = new HashMap<>();
    groups.forEach(group -> everything.put(group, new ListConsumerGroupOffsetsSpec()));
    var answers = admin.listConsumerGroupOffsets(everything);
    for (String group : groups) {
      KafkaAnswers.awaitIfThere(
              "offsets of consumer groups", answers.partitionsToOffsetAndMetadata(group))
          .ifPresent(offsets -> committed.put(group, offsets));
    }
  }

  /** What a group has read or is about to. */
  private Set<String> topicsOf(String group) {
    Set<String> topics = new HashSet<>();
    committed.getOrDefault(group, Map.of()).keySet().forEach(each -> topics.add(each.topic()));
    members(group)
        .forEach(member ->
            member.assignment().topicPartitions().forEach(each -> topics.add(each.topic())));
    return topics;
  }

  private List<MemberDescription> members(String group) {
    ConsumerGroupDescription description = described.get(group);
    return description == null ? List.of() : List.copyOf(description.members());
  }

  private static Set<String> wanted(Set<String> groups, Set<String> existing) {
    Set<String> wanted = new TreeSet<>(SideTopics.EVENT_TOPICS);
    for (String group : groups) {
      wanted.addAll(SideTopics.deadLetters(group));
      wanted.addAll(SideTopics.redrive(group));
    }
    wanted.retainAll(existing);
    return wanted;
  }

  /** One entry for each partition that the group reads. */
  private List<PartitionLag> lags(String group, TopicOffsets offsets) {
    Set<String> read = topicsOf(group);
    Map<TopicPartition, OffsetAndMetadata> done = committed.getOrDefault(group, Map.of());
    List<String> topics = new ArrayList<>(SideTopics.EVENT_TOPICS);
    SideTopics.redrive(group).stream()
        .filter(topic -> offsets.size(topic) > 0)
        .forEach(topics::add);
    List<PartitionLag> lags = new ArrayList<>();
    for (String topic : topics) {
      if (read.contains(topic)) {
        offsets
            .of(topic)
            .forEach((partition, range) -> {
              OffsetAndMetadata commit = done.get(partition);
              long next = commit == null ? range.first() : Math.max(range.first(), commit.offset());
              lags.add(new PartitionLag(new Place(partition, next, range.end()), commit == null));
            });
      }
    }
    return lags;
  }

  private Map<Place, Optional<Instant>> times(Iterable<List<PartitionLag>> lags) {
    Set<Place> places = new HashSet<>();
    for (List<PartitionLag> ofGroup : lags) {
      ofGroup.stream()
          .map(PartitionLag::place)
          .filter(place -> place.next() < place.end() && places.size() < MOST_PLACES)
          .forEach(places::add);
    }
    if (places.isEmpty()) {
      return Map.of();
    }
    Consumer<byte[], byte[]> reader = clients.reader();
    try {
      return new FirstRecords(reader, nanoTime).at(places);
    } finally {
      reader.close(CloseOptions.timeout(OperationsClients.CLOSE_LIMIT));
    }
  }

  private ConsumerGroup group(
      String name,
      TopicOffsets offsets,
      List<PartitionLag> lags,
      Map<Place, Optional<Instant>> times) {
    ConsumerGroupDescription description = described.get(name);
    Map<String, List<PartitionLag>> byTopic =
        lags.stream()
            .collect(
                Collectors.groupingBy(
                    lag -> lag.place().partition().topic(), TreeMap::new, Collectors.toList()));
    return new ConsumerGroup(
        name,
        description == null
            ? ConsumerGroup.GONE
            : description.groupState().name().toLowerCase(Locale.ROOT),
        name.startsWith(DashboardConsumer.GROUP_PREFIX),
        members(name).stream()
            .map(member ->
                new GroupMember(
                    member.clientId(), member.host(), member.assignment().topicPartitions().size()))
            .sorted(Comparator.comparing(GroupMember::clientId))
            .toList(),
        byTopic.entrySet().stream()
            .map(topic -> PartitionLag.together(topic.getKey(), topic.getValue(), times))
            .toList(),
        SideTopics.deadLetters(name).stream().mapToLong(offsets::size).sum());
  }
}
