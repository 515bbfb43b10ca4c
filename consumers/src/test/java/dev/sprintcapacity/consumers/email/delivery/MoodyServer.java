package dev.sprintcapacity.consumers.email.delivery;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * An SMTP server (RFC 5321, STARTTLS of RFC 3207) that answers as a test tells it: what
 * well-behaved servers do only on bad days.
 */
final class MoodyServer implements AutoCloseable {

  /** Said in place of an answer: the connection ends. */
  static final String HANGS_UP = "";

  private final ServerSocket socket;
  private final Optional<SSLContext> tls;
  private final Map<String, String> answers = new ConcurrentHashMap<>();
  private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
  private final List<String> taken = new CopyOnWriteArrayList<>();
  private final List<String> heard = new CopyOnWriteArrayList<>();

  MoodyServer(Optional<SSLContext> tls) throws IOException {
    this.tls = tls;
    this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return socket.getLocalPort();
  }

  /**
   * Has everything that begins so answered otherwise.
   *
   * @param beginning of a command, as in {@code RCPT TO:<alice@}, or {@code .} for the end of
   *     content
   * @param answer such as {@code 451 later}, or {@link #HANGS_UP}
   */
  void answers(String beginning, String answer) {
    answers.put(beginning, answer);
  }

  void answersAsUsual() {
    answers.clear();
  }

  /** Content of the mails that were taken, each with its recipient in front. */
  List<String> taken() {
    return List.copyOf(taken);
  }

  /** All commands, those in TLS marked. */
  List<String> heard() {
    return List.copyOf(heard);
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket connection = socket.accept();
        connections.add(connection);
        Thread.ofVirtual().start(() -> talk(connection));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void talk(Socket connection) {
    try (connection) {
      new Dialog(connection, false).run();
    } catch (IOException ended) {
      // the client went, which is its right
    } finally {
      connections.remove(connection);
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
    for (Socket connection : connections) {
      connection.close();
    }
  }

  /** One connection. */
  private final class Dialog {
    private final Socket connection;
    private final boolean secure;
    private final BufferedReader in;
    private final OutputStream out;
    private String recipient = "";

    Dialog(Socket connection, boolean secure) throws IOException {
      this.connection = connection;
      this.secure = secure;
      this.in = new BufferedReader(new InputStreamReader(connection.getInputStream(), ISO_8859_1));
      this.out = connection.getOutputStream();
    }

    void run() throws IOException {
      boolean goesOn = secure || say("220 moody ESMTP");
      while (goesOn) {
        String line = in.readLine();
        if (line == null) {
          return;
        }
        heard.add((secure ? "TLS " : "") + line);
        goesOn = answer(line);
      }
    }

    private boolean answer(String line) throws IOException {
      String command = line.toUpperCase(Locale.ROOT);
      String told = toldFor(line);
      if (told != null) {
        return say(told);
      }
      if (command.startsWith("EHLO")) {
        say("250-moody");
        if (tls.isPresent() && !secure) {
          say("250-STARTTLS");
        }
        return say("250 AUTH PLAIN");
      } else if (command.startsWith("STARTTLS") && tls.isPresent()) {
        say("220 go ahead");
        SSLSocket wrapped =
            (SSLSocket)
                tls.get()
                    .getSocketFactory()
                    .createSocket(connection, "localhost", connection.getPort(), true);
        wrapped.setUseClientMode(false);
        new Dialog(wrapped, true).run();
        return false;
      } else if (command.startsWith("AUTH")) {
        return say("235 welcome");
      } else if (command.startsWith("RCPT")) {
        recipient = line.substring(line.indexOf('<') + 1, line.indexOf('>'));
        return say("250 ok");
      } else if (command.startsWith("DATA")) {
        return say("354 go ahead") && content();
      } else if (command.startsWith("QUIT")) {
        say("221 bye");
        return false;
      }
      return say("250 ok");
    }

    private boolean content() throws IOException {
      StringBuilder content = new StringBuilder();
      String line = in.readLine();
      while (line != null && !line.equals(".")) {
        content.append(line.startsWith(".") ? line.substring(1) : line).append("\r\n");
        line = in.readLine();
      }
      String told = toldFor(".");
      if (told == null || told.startsWith("250") || told.equals(HANGS_UP)) {
        taken.add(recipient + "\r\n" + content);
      }
      return say(told == null ? "250 taken" : told);
    }

    private @Nullable String toldFor(String line) {
      return answers.entrySet().stream()
          .filter(entry -> line.startsWith(entry.getKey()))
          .map(Map.Entry::getValue)
          .findFirst()
          .orElse(null);
    }

    private boolean say(String answer) throws IOException {
      if (answer.equals(HANGS_UP)) {
        return false;
      }
      out.write((answer + "\r\n").getBytes(ISO_8859_1));
      out.flush();
      return true;
    }
  }
}
