package dev.sprintcapacity.service.http.conditional;

import dev.sprintcapacity.service.http.problem.ProblemCode;
import dev.sprintcapacity.service.http.problem.ProblemException;
import dev.sprintcapacity.service.sprint.VersionCondition;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Entity tags: a sprint's tag is its version in quotes. Preconditions as RFC 9110 §13 has them. */
public final class EntityTags {

  private static final Pattern TAG =
      Pattern.compile("(W/)?\"([\\x21\\x23-\\x7E\\x80-\\xFF]*)\"(?=[ \\t]*(?:,|$))");
  private static final Pattern VERSION = Pattern.compile("[1-9][0-9]{0,17}");

  private EntityTags() {}

  /** The tag of a version. */
  public static String of(long version) {
    return "\"" + version + "\"";
  }

  /**
   * What {@code If-Match} asks of a write. Weak tags and tags we never gave out match no version.
   *
   * @throws ProblemException {@link ProblemCode#INVALID_HEADER} where it is neither {@code *} nor a
   *     list of tags: a write must not go through because its condition was not understood
   */
  public static VersionCondition ifMatch(HttpServletRequest request) {
    Optional<String> header = joined(request, "If-Match");
    if (header.isEmpty() || header.get().equals("*")) {
      return VersionCondition.Any.ANY;
    }
    List<Tag> tags =
        tags(header.get())
            .orElseThrow(() ->
                new ProblemException(
                    ProblemCode.INVALID_HEADER,
                    "If-Match must be * or a list of entity tags in quotes, such as \"3\"."));
    return new VersionCondition.OneOf(versions(tags.stream().filter(tag -> !tag.weak())));
  }

  /** Whether {@code If-None-Match} says that the client has this version already. */
  public static boolean ifNoneMatchHas(long version, HttpServletRequest request) {
    Optional<String> header = joined(request, "If-None-Match");
    if (header.isEmpty()) {
      return false;
    }
    return header.get().equals("*")
        || tags(header.get()).map(tags -> versions(tags.stream()).contains(version)).orElse(false);
  }

  private static Optional<String> joined(HttpServletRequest request, String name) {
    String joined = String.join(",", Collections.list(request.getHeaders(name))).strip();
    return joined.isEmpty() && request.getHeader(name) == null
        ? Optional.empty()
        : Optional.of(joined);
  }

  /** The tags of a list; empty where the text is no list of tags. */
  private static Optional<List<Tag>> tags(String list) {
    List<Tag> tags = new ArrayList<>();
    Matcher matcher = TAG.matcher(list);
    int position = 0;
    while (position < list.length()) {
      if (" \t,".indexOf(list.charAt(position)) >= 0) {
        position++;
        continue;
      }
      matcher.region(position, list.length());
      if (!matcher.lookingAt()) {
        return Optional.empty();
      }
      tags.add(new Tag(matcher.group(1) != null, matcher.group(2)));
      position = matcher.end();
    }
    return tags.isEmpty() ? Optional.empty() : Optional.of(tags);
  }

  private static Set<Long> versions(Stream<Tag> tags) {
    return tags.map(Tag::text)
        .filter(text -> VERSION.matcher(text).matches())
        .map(Long::valueOf)
        .collect(Collectors.toSet());
  }

  private record Tag(boolean weak, String text) {}
}
