package dev.sprintcapacity.service.http.server;

import dev.sprintcapacity.service.http.problem.Problem;
import dev.sprintcapacity.service.http.problem.ProblemCode;
import dev.sprintcapacity.service.http.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Takes the body of a request: the right content type, and never more than the limit. */
public final class BodyBytes {

  /** Two hundred members with a hundred leaves each fit; nothing sensible is larger. */
  public static final int MAX_BYTES = 1024 * 1024;

  private static final Pattern MEDIA_TYPE =
      Pattern.compile("\\s*([!#$%&'*+.^_`|~0-9A-Za-z-]+/[!#$%&'*+.^_`|~0-9A-Za-z-]+)\\s*(;.*)?");
  private static final Pattern CHARSET =
      Pattern.compile(";\\s*charset\\s*=\\s*\"?([^\";\\s]*)\"?", Pattern.CASE_INSENSITIVE);

  private BodyBytes() {}

  /**
   * The whole body.
   *
   * @param accepted media types in lower case
   * @throws ProblemException {@link ProblemCode#UNSUPPORTED_MEDIA_TYPE} or {@link
   *     ProblemCode#BODY_TOO_LARGE}, the latter before anything is read where the client says how
   *     much it will send
   */
  public static byte[] read(HttpServletRequest request, List<String> accepted) {
    checkType(request.getContentType(), accepted);
    if (request.getContentLengthLong() > MAX_BYTES) {
      throw tooLarge();
    }
    try {
      byte[] bytes = request.getInputStream().readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw tooLarge();
      }
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException("The client did not send the whole body", e);
    }
  }

  private static void checkType(@Nullable String contentType, List<String> accepted) {
    String sent = contentType == null ? "" : contentType;
    Matcher matcher = MEDIA_TYPE.matcher(sent);
    if (!matcher.matches() || !accepted.contains(matcher.group(1).toLowerCase(Locale.ROOT))) {
      throw unsupported(
          "Send the body with Content-Type: %s.".formatted(accepted.getFirst()), accepted);
    }
    Matcher charset = CHARSET.matcher(sent);
    if (charset.find() && !charset.group(1).equalsIgnoreCase(StandardCharsets.UTF_8.name())) {
      throw unsupported("Send the body in UTF-8.", accepted);
    }
  }

  private static ProblemException unsupported(String detail, List<String> accepted) {
    return new ProblemException(
        Problem.of(ProblemCode.UNSUPPORTED_MEDIA_TYPE, detail)
            .withHeader("Accept", String.join(", ", accepted)));
  }

  private static ProblemException tooLarge() {
    return new ProblemException(
        ProblemCode.BODY_TOO_LARGE, "The body may have at most %d bytes.".formatted(MAX_BYTES));
  }
}
