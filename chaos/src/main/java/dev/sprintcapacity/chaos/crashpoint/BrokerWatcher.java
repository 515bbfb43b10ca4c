package dev.sprintcapacity.chaos.crashpoint;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sprintcapacity.chaos.crashpoint.CrashPoint.Moment;
import dev.sprintcapacity.chaos.network.Tap;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.apache.kafka.common.protocol.ApiKeys;

/**
 * Sees a connection with the broker. A request says what it asks for, its number and who asks; an
 * answer begins with the number. See "Protocol" in Kafka's documentation, request headers 1 and 2.
 */
final class BrokerWatcher implements Tap.Watcher {
  /** What is another one in every run: the random id of a dashboard's group, and numbers. */
  private static final Pattern OF_ONE_RUN =
      Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9]+");

  private final Trap trap;
  private final List<String> others;
  private final Frames requests = new Frames();
  private final Frames answers = new Frames();
  private final Map<Integer, String> unanswered = new ConcurrentHashMap<>();

  /**
   * Sees a connection from its first byte.
   *
   * @param trap told what passes
   * @param others how the names of clients begin that are not the service's
   */
  BrokerWatcher(Trap trap, List<String> others) {
    this.trap = trap;
    this.others = others;
  }

  @Override
  public void request(byte[] bytes, int length) throws IOException {
    requests.add(bytes, length);
    for (ByteBuffer message = requests.next(0, Integer.BYTES);
        message != null;
        message = requests.next(0, Integer.BYTES)) {
      message.getInt();
      short api = message.getShort();
      message.getShort();
      int number = message.getInt();
      String client = client(message);
      if (others.stream().noneMatch(client::startsWith)) {
        String effect =
            "broker: %s of %s"
                .formatted(
                    ApiKeys.hasId(api) ? ApiKeys.forId(api) : "request " + api, ofAnyRun(client));
        trap.passes(new CrashPoint(effect, Moment.UNSENT));
        unanswered.put(number, effect);
      }
    }
  }

  /** The name of a client without what is another one in every run. */
  static String ofAnyRun(String client) {
    return OF_ONE_RUN.matcher(client).replaceAll("#");
  }

  private static String client(ByteBuffer message) {
    short length = message.getShort();
    if (length <= 0) {
      return "a client without name";
    }
    byte[] name = new byte[length];
    message.get(name);
    return new String(name, UTF_8);
  }

  @Override
  public void answer(byte[] bytes, int length) throws IOException {
    answers.add(bytes, length);
    for (ByteBuffer message = answers.next(0, Integer.BYTES);
        message != null;
        message = answers.next(0, Integer.BYTES)) {
      String effect = unanswered.remove(message.getInt(Integer.BYTES));
      if (effect != null) {
        trap.passes(new CrashPoint(effect, Moment.UNTOLD));
      }
    }
  }
}
