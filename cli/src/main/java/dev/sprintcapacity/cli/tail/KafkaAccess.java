package dev.sprintcapacity.cli.tail;

import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.ClusterResource;
import org.apache.kafka.common.ClusterResourceListener;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Opens the consumer, and notices when another cluster answers at the same address: a broker that
 * lost its data, for which the offsets read so far mean nothing.
 */
final class KafkaAccess {
  private final Map<String, Object> client;
  private final Witness witness = new Witness();
  private @Nullable String knownCluster;

  KafkaAccess(Map<String, Object> client) {
    this.client = Map.copyOf(client);
  }

  /** Opens a consumer; it connects when it is first used. */
  Consumer<byte[], byte[]> open() {
    return new KafkaConsumer<>(client, witness, new ByteArrayDeserializer());
  }

  /** Whether the cluster is another one than at the last question. */
  boolean isAnotherCluster() {
    String before = knownCluster;
    knownCluster = witness.cluster.get();
    return before != null && !Objects.equals(before, knownCluster);
  }

  /** The client tells its deserializers which cluster it found. */
  private static final class Witness extends ByteArrayDeserializer
      implements ClusterResourceListener {
    final AtomicReference<@Nullable String> cluster = new AtomicReference<>();

    @Override
    public void onUpdate(ClusterResource found) {
      if (found != null && found.clusterId() != null) {
        cluster.set(found.clusterId());
      }
    }
  }
}
