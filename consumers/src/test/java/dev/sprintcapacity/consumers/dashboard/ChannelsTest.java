package dev.sprintcapacity.consumers.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ChannelsTest {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Channels channels = new Channels();

  @Test
  void a_message_goes_to_its_sprint_and_to_all_and_to_nobody_else() throws InterruptedException {
    Subscriber all = subscriber(10, Channel.ALL);
    Subscriber a = subscriber(10, Channel.ofSprint("sprint-a"));
    Subscriber b = subscriber(10, Channel.ofSprint("sprint-b"));

    publish("sprint-a", "one");
    publish("sprint-b", "two");

    assertThat(waiting(all)).containsExactly("one", "two");
    assertThat(waiting(a)).containsExactly("one");
    assertThat(waiting(b)).containsExactly("two");
    assertThat(channels.published()).isEqualTo(2);
  }

  @Test
  void who_listens_to_both_gets_a_message_once() throws InterruptedException {
    Subscriber both = subscriber(10, Channel.ALL, Channel.ofSprint("sprint-a"));

    publish("sprint-a", "one");

    assertThat(waiting(both)).containsExactly("one");
  }

  @Test
  void one_text_is_shared_by_all() throws InterruptedException {
    Subscriber one = subscriber(10, Channel.ALL);
    Subscriber two = subscriber(10, Channel.ALL);

    channels.publish(new DashboardMessage("sprint-a", "text " + System.nanoTime()));

    assertThat(one.queue().take(Duration.ZERO)).isSameAs(two.queue().take(Duration.ZERO));
  }

  @Test
  void a_subscriber_that_does_not_keep_up_is_dropped_counted_and_holds_nothing()
      throws InterruptedException {
    Subscriber slow = subscriber(3, Channel.ALL, Channel.ofSprint("sprint-a"));
    Subscriber quick = subscriber(10, Channel.ALL);

    for (int i = 0; i < 5; i++) {
      publish("sprint-a", "m" + i);
    }

    assertThat(slow.queue().ended()).contains(EndReason.SLOW);
    assertThat(waiting(slow)).isEmpty();
    assertThat(waiting(quick)).hasSize(5);
    assertThat(channels.dropped()).isEqualTo(1);
    channels.leave(quick);
    assertThat(channels.channelsInUse()).isZero();
  }

  @Test
  void publishing_does_not_wait_for_anybody() {
    for (int i = 0; i < 1_000; i++) {
      subscriber(2, Channel.ALL);
    }
    AtomicInteger published = new AtomicInteger();
    Thread publisher =
        Thread.ofVirtual()
            .start(() -> {
              for (int i = 0; i < 100; i++) {
                publish("sprint-a", "m" + i);
                published.incrementAndGet();
              }
            });

    await().atMost(PATIENCE).until(() -> published.get() == 100);
    assertThat(publisher.isInterrupted()).isFalse();
    assertThat(channels.dropped()).isEqualTo(1_000);
  }

  @Test
  void who_left_gets_nothing_and_cannot_come_back() throws InterruptedException {
    Subscriber one = subscriber(10, Channel.ALL);

    channels.leave(one);
    publish("sprint-a", "late");

    assertThat(waiting(one)).isEmpty();
    assertThat(channels.subscribe(one, Channel.ALL)).isFalse();
    assertThat(channels.channelsInUse()).isZero();
  }

  @Test
  void channels_of_one_client_are_bounded() {
    Subscriber one = new Subscriber();
    for (int i = 0; i < Subscriber.MOST_CHANNELS; i++) {
      assertThat(channels.subscribe(one, Channel.ofSprint("sprint-" + i))).isTrue();
    }

    assertThat(channels.subscribe(one, Channel.ALL)).isFalse();
    assertThat(channels.subscribe(one, Channel.ofSprint("sprint-1"))).isTrue();
    channels.unsubscribe(one, Channel.ofSprint("sprint-1"));
    assertThat(channels.subscribe(one, Channel.ALL)).isTrue();
  }

  @Test
  void whoever_takes_is_woken_by_a_message_and_by_the_end() {
    ClientQueue<String> queue = new ClientQueue<>(2);
    AtomicReference<@Nullable String> taken = new AtomicReference<>();
    AtomicInteger ended = new AtomicInteger();
    Thread.ofVirtual()
        .start(() -> {
          try {
            taken.set(queue.take(Duration.ofMinutes(1)));
            if (queue.take(Duration.ofMinutes(1)) == null) {
              ended.incrementAndGet();
            }
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });

    assertThat(queue.offer("one")).isEqualTo(ClientQueue.Offered.TAKEN);
    await().atMost(PATIENCE).until(() -> "one".equals(taken.get()));
    assertThat(queue.end(EndReason.LEFT)).isTrue();

    await().atMost(PATIENCE).until(() -> ended.get() == 1);
    assertThat(queue.end(EndReason.SLOW)).isFalse();
    assertThat(queue.offer("two")).isEqualTo(ClientQueue.Offered.GONE);
  }

  private Subscriber subscriber(int mostWaiting, Channel... to) {
    Subscriber subscriber = new Subscriber(mostWaiting);
    for (Channel channel : to) {
      assertThat(channels.subscribe(subscriber, channel)).isTrue();
    }
    return subscriber;
  }

  private void publish(String sprint, String text) {
    channels.publish(new DashboardMessage(sprint, text));
  }

  private static List<String> waiting(Subscriber subscriber) throws InterruptedException {
    List<String> all = new ArrayList<>();
    for (String text = subscriber.queue().take(Duration.ZERO);
        text != null;
        text = subscriber.queue().take(Duration.ZERO)) {
      all.add(text);
    }
    return all;
  }
}
