package dev.sprintcapacity.service.live.socket;

import dev.sprintcapacity.consumers.dashboard.Channel;
import dev.sprintcapacity.domain.text.QuotedValue;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a client asks over its socket. Closed: each needs another answer. */
sealed interface SocketCommand {

  /** What clients may send, for the answer to those who send something else. */
  String EXPECTED =
      "expected {\"subscribe\":\"all\"}, {\"subscribe\":\"sprint-123\"} or"
          + " {\"unsubscribe\":\"sprint-123\"}";

  /** It wants to listen. */
  record Subscribe(Channel channel) implements SocketCommand {}

  /** It wants to listen no more. */
  record Unsubscribe(Channel channel) implements SocketCommand {}

  /** It is none of these; the reason is for whoever wrote the client. */
  record Unknown(String reason) implements SocketCommand {}

  /** Reads what was sent. */
  static SocketCommand parse(String text) {
    JsonNode root;
    try {
      root = Reading.JSON.readTree(text);
    } catch (JacksonException e) {
      return new Unknown(EXPECTED + ", but this is not JSON: " + QuotedValue.of(text));
    }
    for (String verb : new String[] {"subscribe", "unsubscribe"}) {
      JsonNode name = root.path(verb);
      if (root.size() == 1 && name.isString()) {
        Optional<Channel> channel = Channel.parse(name.stringValue());
        if (channel.isEmpty()) {
          return new Unknown(
              "%s: expected %s, but got %s"
                  .formatted(verb, Channel.EXPECTED, QuotedValue.of(name.stringValue())));
        }
        return verb.equals("subscribe")
            ? new Subscribe(channel.get())
            : new Unsubscribe(channel.get());
      }
    }
    return new Unknown(EXPECTED + ", but got " + QuotedValue.of(text));
  }

  /** How strictly. */
  final class Reading {
    private static final JsonMapper JSON =
        JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Reading() {}
  }
}
