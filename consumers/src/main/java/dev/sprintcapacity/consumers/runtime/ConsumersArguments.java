package dev.sprintcapacity.consumers.runtime;

import java.util.List;
import java.util.Optional;

/**
 * The words behind {@code ./sprintcap consumers}.
 *
 * @param help whether only the help is wanted
 * @param rebuild whether analytics is emptied first, so that it reads all events again
 * @param names of consumers, as given
 */
record ConsumersArguments(boolean help, boolean rebuild, List<String> names) {

  private static final String REBUILD = "--rebuild";

  static ConsumersArguments of(String... words) {
    List<String> given = List.of(words);
    return new ConsumersArguments(
        given.contains("--help") || given.contains("-h"),
        given.contains(REBUILD),
        given.stream().filter(word -> !word.equals(REBUILD)).toList());
  }

  /** What is not understood, for people; nothing where all is. */
  Optional<String> problem() {
    Optional<String> unknown =
        names.stream()
            .filter(name -> ConsumerKind.of(name).isEmpty())
            .findFirst()
            .map(name ->
                "there is no consumer called '%s', but %s".formatted(name, ConsumerKind.words()));
    String analytics = ConsumerKind.ANALYTICS.word();
    if (unknown.isEmpty() && rebuild && !names.equals(List.of(analytics))) {
      return Optional.of("%s is for %s alone: consumers %1$s %2$s".formatted(REBUILD, analytics));
    }
    return unknown;
  }
}
