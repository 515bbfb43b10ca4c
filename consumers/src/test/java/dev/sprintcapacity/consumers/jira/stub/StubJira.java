package dev.sprintcapacity.consumers.jira.stub;

import com.networknt.schema.Schema;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A Jira on the loopback address that keeps one board with its sprints and holds callers to the
 * published API: schemas of requests, rules of states, paging, authentication. What it answers is
 * held to the schemas of answers. Faults are ordered per kind of call.
 */
public final class StubJira implements AutoCloseable {

  /** The one board there is. */
  public static final long BOARD = 7;

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Pattern SPRINT = Pattern.compile("/rest/agile/1\\.0/sprint/(\\d+)");
  private static final Pattern LIST = Pattern.compile("/rest/agile/1\\.0/board/(\\d+)/sprint");
  private static final int MOST_RESULTS = 50;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final String authorization;
  private final Map<Long, StubSprint> sprints = new ConcurrentSkipListMap<>();
  private final Map<Call, Queue<Fault>> faults = new EnumMap<>(Call.class);
  private final List<Call> calls = new CopyOnWriteArrayList<>();
  private final List<String> violations = new CopyOnWriteArrayList<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile long lastId = 100;
  private volatile int pageSize = MOST_RESULTS;

  private StubJira(HttpServer server, String authorization) {
    this.server = server;
    this.authorization = authorization;
    for (Call call : Call.values()) {
      faults.put(call, new ConcurrentLinkedQueue<>());
    }
  }

  /**
   * Starts one.
   *
   * @param authorization the only value of that header it lets in
   */
  public static StubJira start(String authorization) {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      StubJira stub = new StubJira(server, authorization);
      server.setExecutor(stub.threads);
      server.createContext("/", stub::handle);
      server.start();
      return stub;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start a Jira", e);
    }
  }

  /** Where it is. */
  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** The next calls of a kind meet these faults, one each. */
  public void next(Call call, Fault... these) {
    queue(call).addAll(List.of(these));
  }

  /** What was called so far, in order. */
  public List<Call> calls() {
    return List.copyOf(calls);
  }

  /** How often something was called. */
  public long count(Call call) {
    return calls.stream().filter(call::equals).count();
  }

  /** Where callers, or the stub itself, broke the published API. */
  public List<String> violations() {
    return List.copyOf(violations);
  }

  /** The sprints there are. */
  public List<StubSprint> sprints() {
    return List.copyOf(sprints.values());
  }

  /** Has somebody else make or change a sprint. */
  public void put(StubSprint sprint) {
    sprints.put(sprint.id(), sprint);
  }

  /** Has somebody else delete a sprint. */
  public void remove(long id) {
    sprints.remove(id);
  }

  /** Answers pages of so many at most. */
  public void pageSize(int size) {
    pageSize = size;
  }

  /** An error as Jira writes it. */
  static String error(String message) {
    ObjectNode error = JSON.createObjectNode();
    error.putArray("errorMessages").add(message);
    error.putObject("errors");
    return error.toString();
  }

  private Queue<Fault> queue(Call call) {
    return java.util.Objects.requireNonNull(faults.get(call));
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      Optional<Call> call = call(exchange);
      if (call.isEmpty()) {
        violations.add("no such call: " + exchange.getRequestMethod() + exchange.getRequestURI());
        send(exchange, new Reply(405, error("no such call"), Schemas.ERROR));
        return;
      }
      calls.add(call.get());
      Fault fault = Optional.ofNullable(queue(call.get()).poll()).orElse(new Fault.None());
      befall(exchange, call.get(), body, fault);
    }
  }

  private void befall(HttpExchange exchange, Call call, String body, Fault fault)
      throws IOException {
    switch (fault) {
      case Fault.None none -> send(exchange, reply(exchange, call, body));
      case Fault.Answer answer -> {
        answer.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
        sendRaw(exchange, answer.status(), answer.body());
      }
      case Fault.CutBefore cut -> {}
      case Fault.CutAfter cut -> reply(exchange, call, body);
      case Fault.DoneAndAnswer answer -> {
        reply(exchange, call, body);
        sendRaw(exchange, answer.status(), answer.body());
      }
      case Fault.DoneAndSilent silent -> {
        reply(exchange, call, body);
        awaitClose();
      }
      case Fault.DoneAnd done -> {
        Reply reply = reply(exchange, call, body);
        done.event().run();
        send(exchange, reply);
      }
    }
  }

  private void awaitClose() {
    try {
      if (!closed.await(1, TimeUnit.MINUTES)) {
        violations.add("a silent call was not given up");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Optional<Call> call(HttpExchange exchange) {
    String path = exchange.getRequestURI().getPath();
    String method = exchange.getRequestMethod();
    if (path.equals("/rest/agile/1.0/sprint") && method.equals("POST")) {
      return Optional.of(Call.CREATE);
    }
    if (LIST.matcher(path).matches() && method.equals("GET")) {
      return Optional.of(Call.LIST);
    }
    if (!SPRINT.matcher(path).matches()) {
      return Optional.empty();
    }
    return switch (method) {
      case "GET" -> Optional.of(Call.READ);
      case "POST" -> Optional.of(Call.CHANGE);
      case "DELETE" -> Optional.of(Call.DELETE);
      default -> Optional.empty();
    };
  }

  private record Reply(int status, String body, Schema schema) {}

  private Reply reply(HttpExchange exchange, Call call, String body) {
    if (!authorization.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
      return refusal(401, "Client must be authenticated to access this resource.");
    }
    if (!"application/json".equals(exchange.getRequestHeaders().getFirst("Accept"))) {
      violations.add(call + " does not accept application/json");
    }
    return switch (call) {
      case CREATE -> create(exchange, body);
      case LIST -> list(exchange);
      case READ -> found(exchange).map(this::shown).orElseGet(StubJira::notFound);
      case CHANGE ->
          found(exchange).map(s -> change(exchange, s, body)).orElseGet(StubJira::notFound);
      case DELETE -> found(exchange).map(this::delete).orElseGet(StubJira::notFound);
    };
  }

  private static Reply notFound() {
    return refusal(404, "Sprint does not exist or you do not have permission to view it.");
  }

  private static Reply refusal(int status, String message) {
    return new Reply(status, error(message), Schemas.ERROR);
  }

  private Optional<StubSprint> found(HttpExchange exchange) {
    Matcher path = SPRINT.matcher(exchange.getRequestURI().getPath());
    return path.matches()
        ? Optional.ofNullable(sprints.get(Long.parseLong(path.group(1))))
        : Optional.empty();
  }

  private synchronized Reply create(HttpExchange exchange, String body) {
    Optional<JsonNode> request = request(exchange, Schemas.CREATE, body);
    if (request.isEmpty()) {
      return refusal(400, "The request is not as published.");
    }
    if (request.get().path("originBoardId").asLong() != BOARD) {
      return refusal(404, "The requested board cannot be viewed.");
    }
    lastId++;
    StubSprint sprint =
        new StubSprint(lastId, "", "future", Optional.empty(), Optional.empty(), "")
            .with(request.get());
    put(sprint);
    return new Reply(201, sprint.json(url(), BOARD).toString(), Schemas.SPRINT);
  }

  private synchronized Reply change(HttpExchange exchange, StubSprint sprint, String body) {
    Optional<JsonNode> request = request(exchange, Schemas.CHANGE, body);
    if (request.isEmpty()) {
      return refusal(400, "The request is not as published.");
    }
    if (sprint.state().equals("closed")) {
      return refusal(400, "Sprints that are in a closed state cannot be updated.");
    }
    StubSprint changed = sprint.with(request.get());
    String way = sprint.state() + " to " + changed.state();
    boolean allowed =
        sprint.state().equals(changed.state())
            || way.equals("active to closed")
            || (way.equals("future to active")
                && changed.startDate().isPresent()
                && changed.endDate().isPresent());
    if (!allowed) {
      return refusal(400, "A sprint cannot go from " + way + ".");
    }
    put(changed);
    return shown(changed);
  }

  private Reply shown(StubSprint sprint) {
    return new Reply(200, sprint.json(url(), BOARD).toString(), Schemas.SPRINT);
  }

  private Reply delete(StubSprint sprint) {
    sprints.remove(sprint.id());
    return new Reply(204, "", Schemas.SPRINT);
  }

  private Reply list(HttpExchange exchange) {
    Matcher path = LIST.matcher(exchange.getRequestURI().getPath());
    if (!path.matches() || Long.parseLong(path.group(1)) != BOARD) {
      return refusal(404, "The requested board cannot be viewed.");
    }
    int startAt = parameter(exchange, "startAt", 0);
    int most = Math.min(pageSize, parameter(exchange, "maxResults", MOST_RESULTS));
    List<StubSprint> all = new ArrayList<>(sprints.values());
    int end = Math.min(all.size(), startAt + most);
    ObjectNode page = JSON.createObjectNode();
    page.put("maxResults", most);
    page.put("startAt", startAt);
    page.put("isLast", end >= all.size());
    var values = page.putArray("values");
    all.subList(Math.min(startAt, end), end)
        .forEach(sprint -> values.add(sprint.json(url(), BOARD)));
    return new Reply(200, page.toString(), Schemas.PAGE);
  }

  private static int parameter(HttpExchange exchange, String name, int standard) {
    Matcher value =
        Pattern.compile("(?:^|&)" + name + "=(\\d+)")
            .matcher(Optional.ofNullable(exchange.getRequestURI().getQuery()).orElse(""));
    return value.find() ? Integer.parseInt(value.group(1)) : standard;
  }

  private Optional<JsonNode> request(HttpExchange exchange, Schema schema, String body) {
    String type =
        Optional.ofNullable(exchange.getRequestHeaders().getFirst("Content-Type")).orElse("");
    if (!type.startsWith("application/json")) {
      violations.add("Content-Type is " + type);
    }
    List<String> wrong = Schemas.violations(schema, body);
    violations.addAll(wrong);
    try {
      return wrong.isEmpty() ? Optional.of(JSON.readTree(body)) : Optional.empty();
    } catch (JacksonException e) {
      violations.add("a request is no JSON: " + body);
      return Optional.empty();
    }
  }

  private void send(HttpExchange exchange, Reply reply) throws IOException {
    if (reply.status() != 204) {
      Schemas.violations(reply.schema(), reply.body())
          .forEach(wrong -> violations.add("the stub's own answer: " + wrong));
    }
    sendRaw(exchange, reply.status(), reply.body());
  }

  private static void sendRaw(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json;charset=UTF-8");
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    if (bytes.length > 0) {
      exchange.getResponseBody().write(bytes);
    }
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
