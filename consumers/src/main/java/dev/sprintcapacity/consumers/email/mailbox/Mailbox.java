package dev.sprintcapacity.consumers.email.mailbox;

import dev.sprintcapacity.consumers.ConsumersException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder that mails are stored in without a mail server. Reads it anew with each call.
 * Thread-safe.
 */
public final class Mailbox {

  private static final Logger LOG = LoggerFactory.getLogger(Mailbox.class);

  /** The most mails of one list. */
  public static final int MOST_LISTED = 1_000;

  /** A mail to one of a team of 200 has some 50 KB. */
  private static final long MOST_BYTES = 1024 * 1024L;

  private static final String SUFFIX = ".eml";
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,199}");

  private final Path folder;
  private final Session session = Session.getInstance(new Properties());

  /**
   * Reads nothing yet.
   *
   * @param folder need not be there, which is the same as empty
   */
  public Mailbox(Path folder) {
    this.folder = folder;
  }

  /**
   * The mails of the latest events.
   *
   * @param limit 1 to {@value #MOST_LISTED}
   * @return latest first; files that are no mails are left out
   * @throws ConsumersException where the folder cannot be read or the limit is out of range
   */
  public List<StoredMail> newest(int limit) {
    if (limit < 1 || limit > MOST_LISTED) {
      throw new ConsumersException(
          "limit must be 1 to %d, but is %d".formatted(MOST_LISTED, limit));
    }
    return newestIds(limit).stream().flatMap(id -> find(id).stream()).toList();
  }

  /**
   * One mail.
   *
   * @param id as a list gave it; any text is safe
   * @return empty where there is none of that id
   * @throws ConsumersException where it cannot be read
   */
  public Optional<StoredMail> find(String id) {
    if (!ID.matcher(id).matches()) {
      return Optional.empty();
    }
    Path file = folder.resolve(id + SUFFIX);
    try {
      if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
        return Optional.empty();
      }
      if (Files.size(file) > MOST_BYTES) {
        LOG.warn("{} has more than {} bytes and is left out", file, MOST_BYTES);
        return Optional.empty();
      }
      try (InputStream content = Files.newInputStream(file)) {
        return Optional.of(MailParts.read(id, new MimeMessage(session, content)));
      }
    } catch (NoSuchFileException removed) {
      return Optional.empty();
    } catch (MessagingException | IOException failure) {
      LOG.warn("{} cannot be read as a mail and is left out: {}", file, failure.getMessage());
      return Optional.empty();
    }
  }

  /** Names begin with the time of the event, so that their order is that of events. */
  private List<String> newestIds(int limit) {
    PriorityQueue<String> newest = new PriorityQueue<>(limit + 1);
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      files
          .map(file -> String.valueOf(file.getFileName()))
          .filter(name -> name.endsWith(SUFFIX) && !name.startsWith("."))
          .map(name -> name.substring(0, name.length() - SUFFIX.length()))
          .forEach(id -> {
            newest.add(id);
            if (newest.size() > limit) {
              newest.remove();
            }
          });
    } catch (IOException failure) {
      throw new ConsumersException(
          "Mails in %s could not be listed: %s".formatted(folder, failure.getMessage()), failure);
    }
    List<String> ids = new ArrayList<>(newest);
    ids.sort(Comparator.reverseOrder());
    return ids;
  }

  @Override
  public String toString() {
    return "mailbox " + folder;
  }
}
