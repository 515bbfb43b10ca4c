package dev.sprintcapacity.chaos.effects;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.sprintcapacity.chaos.ChaosException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One board of a Jira, as its agile API shows it: sprints are made, changed, deleted, found and
 * listed, with their properties. It keeps what it was told, and every creation. Thread-safe.
 */
final class JiraBoard implements AutoCloseable {
  /** The only board there is. */
  static final int BOARD = 1;

  private static final String API = "/rest/agile/1.0";
  private static final Pattern SPRINTS = Pattern.compile(API + "/board/(\\d+)/sprint");
  private static final Pattern BOARDS = Pattern.compile(API + "/board/(\\d+)");
  private static final Pattern SPRINT = Pattern.compile(API + "/sprint/(\\d+)");
  private static final Pattern PROPERTY =
      Pattern.compile(API + "/sprint/(\\d+)/properties(?:/([^/]+))?");

  private static final int OK = 200;
  private static final int CREATED = 201;
  private static final int NO_CONTENT = 204;
  private static final int BAD = 400;
  private static final int NOT_FOUND = 404;

  /** As many as Jira gives at most. */
  private static final int MOST_IN_PAGE = 50;

  /**
   * A sprint as the board has it.
   *
   * @param fields by their JSON names, as they were told
   */
  private record Kept(Map<String, String> fields, Map<String, String> properties) {}

  private record Answer(int status, String body) {}

  private final HttpServer server;
  private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<Long, Kept> sprints = new TreeMap<>();
  private final List<String> created = new ArrayList<>();
  private final AtomicLong changes = new AtomicLong();
  private long lastId;

  private JiraBoard(HttpServer server) {
    this.server = server;
  }

  /** Listens on a free port. */
  static JiraBoard start() {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      JiraBoard board = new JiraBoard(server);
      server.createContext("/", board::exchange);
      server.setExecutor(board.workers);
      server.start();
      return board;
    } catch (IOException e) {
      throw new ChaosException("the board cannot listen", e);
    }
  }

  /** Where it is. */
  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Requests so far that changed something. */
  long changes() {
    return changes.get();
  }

  /** The name of each sprint that was ever made, as it was at first, in order. */
  synchronized List<String> created() {
    return List.copyOf(created);
  }

  /** The sprints that are there: state by name. */
  synchronized Map<String, List<String>> states() {
    Map<String, List<String>> states = new TreeMap<>();
    sprints
        .values()
        .forEach(sprint ->
            states
                .computeIfAbsent(sprint.fields().get("name"), name -> new ArrayList<>())
                .add(sprint.fields().get("state")));
    return states;
  }

  private void exchange(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    Answer answer;
    try {
      answer =
          answer(
              exchange.getRequestMethod(),
              exchange.getRequestURI().getPath(),
              query(exchange.getRequestURI().getQuery()),
              body);
    } catch (IllegalArgumentException e) {
      answer = new Answer(BAD, error(String.valueOf(e.getMessage())));
    }
    byte[] bytes = answer.body().getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json;charset=UTF-8");
    exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private synchronized Answer answer(
      String method, String path, Map<String, String> query, String body) {
    Matcher sprint = SPRINT.matcher(path);
    Matcher property = PROPERTY.matcher(path);
    if (path.equals(API + "/sprint") && method.equals("POST")) {
      return create(FlatJson.read(body));
    }
    if (SPRINTS.matcher(path).matches() && method.equals("GET")) {
      return list(query);
    }
    if (BOARDS.matcher(path).matches() && method.equals("GET")) {
      return new Answer(OK, FlatJson.write(Map.of("id", "" + BOARD, "type", "scrum")));
    }
    if (sprint.matches()) {
      return ofSprint(method, Long.parseLong(sprint.group(1)), body);
    }
    if (property.matches() && property.group(2) != null) {
      return ofProperty(method, Long.parseLong(property.group(1)), property.group(2), body);
    }
    return new Answer(NOT_FOUND, error("there is no %s %s".formatted(method, path)));
  }

  private Answer create(Map<String, String> fields) {
    if (!fields.getOrDefault("originBoardId", "").equals("" + BOARD)) {
      return new Answer(BAD, error("originBoardId is not " + BOARD));
    }
    lastId++;
    changes.incrementAndGet();
    Map<String, String> kept = new TreeMap<>(fields);
    kept.put("id", "" + lastId);
    kept.put("self", url() + API + "/sprint/" + lastId);
    kept.put("state", "future");
    sprints.put(lastId, new Kept(kept, new TreeMap<>()));
    created.add(String.valueOf(kept.get("name")));
    return new Answer(CREATED, FlatJson.write(kept));
  }

  private Answer list(Map<String, String> query) {
    int startAt = Integer.parseInt(query.getOrDefault("startAt", "0"));
    int most =
        Math.min(
            MOST_IN_PAGE, Integer.parseInt(query.getOrDefault("maxResults", "" + MOST_IN_PAGE)));
    List<String> states = List.of(query.getOrDefault("state", "").split(",", -1));
    List<String> found =
        sprints.values().stream()
            .map(Kept::fields)
            .filter(fields -> !query.containsKey("state") || states.contains(fields.get("state")))
            .map(FlatJson::write)
            .toList();
    List<String> page = found.stream().skip(startAt).limit(most).toList();
    return new Answer(
        OK,
        "{\"maxResults\":%d,\"startAt\":%d,\"total\":%d,\"isLast\":%b,\"values\":[%s]}"
            .formatted(
                most,
                startAt,
                found.size(),
                startAt + page.size() >= found.size(),
                String.join(",", page)));
  }

  private Answer ofSprint(String method, long id, String body) {
    Kept sprint = sprints.get(id);
    if (sprint == null) {
      return new Answer(NOT_FOUND, error("there is no sprint " + id));
    }
    return switch (method) {
      case "GET" -> new Answer(OK, FlatJson.write(sprint.fields()));
      case "POST", "PUT" -> {
        changes.incrementAndGet();
        sprint.fields().putAll(FlatJson.read(body));
        yield new Answer(OK, FlatJson.write(sprint.fields()));
      }
      case "DELETE" -> {
        changes.incrementAndGet();
        sprints.remove(id);
        yield new Answer(NO_CONTENT, "");
      }
      default -> new Answer(BAD, error(method + " does nothing to a sprint"));
    };
  }

  private Answer ofProperty(String method, long id, String key, String body) {
    Kept sprint = sprints.get(id);
    if (sprint == null) {
      return new Answer(NOT_FOUND, error("there is no sprint " + id));
    }
    if (method.equals("PUT")) {
      boolean isNew = sprint.properties().put(key, body) == null;
      return new Answer(isNew ? CREATED : OK, "");
    }
    String value = sprint.properties().get(key);
    return value == null
        ? new Answer(NOT_FOUND, error("sprint %d has no property %s".formatted(id, key)))
        : new Answer(OK, "{\"key\":\"%s\",\"value\":%s}".formatted(key, value));
  }

  private static Map<String, String> query(String text) {
    Map<String, String> query = new TreeMap<>();
    for (String pair : text == null ? new String[0] : text.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        query.put(pair.substring(0, equals), pair.substring(equals + 1));
      }
    }
    return query;
  }

  private static String error(String message) {
    return "{\"errorMessages\":[%s],\"errors\":{}}".formatted(FlatJson.quoted(message));
  }

  @Override
  public void close() {
    server.stop(0);
    workers.shutdownNow();
  }
}
