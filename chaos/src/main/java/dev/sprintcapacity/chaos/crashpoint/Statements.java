package dev.sprintcapacity.chaos.crashpoint;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a client of PostgreSQL sends: which statements it has executed. See "Message Formats"
 * in PostgreSQL's documentation of its protocol, version 3. Used by one thread.
 */
final class Statements {
  private static final int SSL_REQUEST = 80877103;
  private static final int GSS_REQUEST = 80877104;

  /** Enough to tell the product's statements apart. */
  private static final int MOST_SHOWN = 90;

  private static final Pattern SPACE = Pattern.compile("\\s+");
  private static final Pattern TEXT = Pattern.compile("'[^']*'");
  private static final Pattern NUMBER = Pattern.compile("(?<![\\w$])[0-9]+\\b");

  private final Frames frames = new Frames();
  private final Map<String, String> prepared = new HashMap<>();
  private boolean started;

  /** The statements of the messages that these bytes complete, in order. */
  List<String> read(byte[] bytes, int length) {
    frames.add(bytes, length);
    List<String> executed = new ArrayList<>();
    for (ByteBuffer message = next(); message != null; message = next()) {
      if (started) {
        read(message, executed);
      } else {
        int code = message.getInt(Integer.BYTES);
        started = code != SSL_REQUEST && code != GSS_REQUEST;
      }
    }
    return executed;
  }

  /** Only the first messages have no type. */
  private @Nullable ByteBuffer next() {
    return frames.next(started ? 1 : 0, started ? 1 : 0);
  }

  private void read(ByteBuffer message, List<String> executed) {
    byte type = message.get();
    message.getInt();
    switch (type) {
      case 'P' -> {
        String name = text(message);
        prepared.put(name, shortened(text(message)));
      }
      case 'B' -> {
        text(message);
        executed.add(prepared.getOrDefault(text(message), "an unknown statement"));
      }
      case 'Q' -> executed.add(shortened(text(message)));
      default -> {}
    }
  }

  private static String text(ByteBuffer message) {
    int begin = message.position();
    while (message.get() != 0) {}
    return new String(
        message.array(), message.arrayOffset() + begin, message.position() - 1 - begin, UTF_8);
  }

  /** The same for the same statement with other values. */
  private static String shortened(String sql) {
    String plain = SPACE.matcher(sql).replaceAll(" ").strip();
    plain = NUMBER.matcher(TEXT.matcher(plain).replaceAll("?")).replaceAll("?");
    return plain.length() <= MOST_SHOWN ? plain : plain.substring(0, MOST_SHOWN) + "…";
  }
}
