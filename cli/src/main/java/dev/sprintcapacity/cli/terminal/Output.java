package dev.sprintcapacity.cli.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sprintcapacity.cli.CliException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;

/**
 * Standard output, in UTF-8 whatever the locale. Unlike {@code System.out} it notices that nobody
 * reads any more. Not safe for use by several threads.
 */
public final class Output {
  private final OutputStream target;

  /** Writes to the target as it is told, without a buffer of its own. */
  public Output(OutputStream target) {
    this.target = target;
  }

  /**
   * Writes a text and sends it on its way.
   *
   * @throws OutputClosedException where the reader has left, as {@code head} does
   * @throws CliException where writing fails for another reason, as on a full disk
   */
  public void print(CharSequence text) {
    try {
      target.write(text.toString().getBytes(UTF_8));
      target.flush();
    } catch (IOException e) {
      String reason = String.valueOf(e.getMessage());
      if (reason.toLowerCase(Locale.ROOT).contains("pipe")) {
        throw new OutputClosedException("standard output was closed by its reader", e);
      }
      throw new CliException("cannot write to standard output: " + reason, e);
    }
  }
}
