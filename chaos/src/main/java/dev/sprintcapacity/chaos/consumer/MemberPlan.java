package dev.sprintcapacity.chaos.consumer;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * What a member's process has to know.
 *
 * @param name of the member; its processes are told apart by their process ids
 * @param mode of its group
 * @param session of its membership
 * @param bootstrapServers of Kafka
 * @param jdbcUrl of the database of effects
 * @param history the folder it writes down what it does in
 */
record MemberPlan(
    String name,
    GroupMode mode,
    Duration session,
    String bootstrapServers,
    String jdbcUrl,
    Path history) {
  private static final int ARGUMENTS = 6;

  MemberPlan {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(mode, "mode");
    Objects.requireNonNull(session, "session");
    Objects.requireNonNull(bootstrapServers, "bootstrapServers");
    Objects.requireNonNull(jdbcUrl, "jdbcUrl");
    Objects.requireNonNull(history, "history");
  }

  List<String> arguments() {
    return List.of(
        name, mode.word(), session.toString(), bootstrapServers, jdbcUrl, history.toString());
  }

  static MemberPlan of(String[] arguments) {
    if (arguments.length != ARGUMENTS) {
      throw new IllegalArgumentException(
          "a member takes %d arguments, not %s".formatted(ARGUMENTS, List.of(arguments)));
    }
    return new MemberPlan(
        arguments[0],
        GroupMode.of(arguments[1])
            .orElseThrow(
                () -> new IllegalArgumentException("there is no mode called " + arguments[1])),
        Duration.parse(arguments[2]),
        arguments[3],
        arguments[4],
        Path.of(arguments[5]));
  }

  /** The name of a process of this member. */
  String process(long pid) {
    return name + '-' + pid;
  }
}
