package dev.sprintcapacity.service.live;

import dev.sprintcapacity.consumers.dashboard.Channel;
import dev.sprintcapacity.consumers.dashboard.Subscriber;
import dev.sprintcapacity.service.http.paging.QueryParameters;
import dev.sprintcapacity.service.http.problem.Problem;
import dev.sprintcapacity.service.http.problem.ProblemCode;
import dev.sprintcapacity.service.http.problem.ProblemException;
import dev.sprintcapacity.service.live.socket.Sockets;
import dev.sprintcapacity.service.live.stream.EventStreams;
import dev.sprintcapacity.service.live.stream.StreamQuery;
import dev.sprintcapacity.service.live.stream.StreamUnavailableException;
import dev.sprintcapacity.service.settings.Origin;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.socket.server.HandshakeHandler;
import org.springframework.web.socket.server.support.WebSocketHttpRequestHandler;

/** The two ways to live updates. */
@Controller
public final class LiveController {

  private static final Logger log = LoggerFactory.getLogger(LiveController.class);

  private static final String EVENT_STREAM = "text/event-stream";
  private static final String CHANNEL = "channel";
  private static final Duration RETRY_DATABASE = Duration.ofSeconds(5);

  private final Live live;
  private final HandshakeHandler handshake;

  public LiveController(Live live, HandshakeHandler handshake) {
    this.live = live;
    this.handshake = handshake;
  }

  /** Becomes a WebSocket that listens to channels. */
  @GetMapping("/ws")
  public void socket(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    live.origins().check(request);
    QueryParameters query =
        new QueryParameters(request.getQueryString(), List.of(CHANNEL), List.of(CHANNEL));
    List<Channel> first = query.readAll(CHANNEL, Channel.EXPECTED, Channel::parse);
    if (first.size() > Subscriber.MOST_CHANNELS) {
      query.problem(CHANNEL, "must be given at most %d times".formatted(Subscriber.MOST_CHANNELS));
    }
    query.refuseProblems();
    if (!"websocket".equalsIgnoreCase(request.getHeader("Upgrade"))) {
      throw new ProblemException(
          ProblemCode.BAD_REQUEST,
          "This route is a WebSocket: connect with ws:// or wss://. For plain HTTP there is"
              + " /v1/events/stream.");
    }
    live.clients().enter(LiveClients.Kind.WEBSOCKET).close();
    Sockets sockets = live.sockets();
    new WebSocketHttpRequestHandler(sockets.handler(new HashSet<>(first)), handshake)
        .handleRequest(request, response);
  }

  /** The event log from where the client was, or from now on. */
  @GetMapping(path = "/v1/events/stream", produces = EVENT_STREAM)
  public void stream(HttpServletRequest request, HttpServletResponse response) throws IOException {
    Optional<Origin> elsewhere = live.origins().check(request);
    StreamQuery query = StreamQuery.of(request);
    response.setContentType(EVENT_STREAM + ";charset=UTF-8");
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("X-Accel-Buffering", "no");
    response.setHeader("Vary", "Origin");
    elsewhere.ifPresent(
        origin -> response.setHeader("Access-Control-Allow-Origin", origin.toString()));
    if (request.getMethod().equals("HEAD")) {
      return;
    }
    LiveClients.Place place = live.clients().enter(LiveClients.Kind.SSE);
    try {
      EventStreams.Visit visit = visit(query);
      try {
        OutputStream out = response.getOutputStream();
        AsyncContext exchange = request.startAsync();
        exchange.setTimeout(0);
        Thread.ofVirtual().name("live-stream").start(() -> serve(exchange, visit, place, out));
      } catch (IOException | IllegalStateException e) {
        visit.close();
        throw e;
      }
    } catch (IOException | RuntimeException e) {
      place.close();
      throw e;
    }
  }

  private static void serve(
      AsyncContext exchange, EventStreams.Visit visit, LiveClients.Place place, OutputStream out) {
    try (place;
        visit) {
      visit.send(out);
    } finally {
      complete(exchange);
    }
  }

  /** The server itself ends an exchange whose client it has found to be gone. */
  private static void complete(AsyncContext exchange) {
    try {
      exchange.complete();
    } catch (IllegalStateException e) {
      log.debug("A stream had ended before: {}", e.toString());
    }
  }

  private EventStreams.Visit visit(StreamQuery query) {
    EventStreams.Visit visit;
    try {
      visit = live.streams().enter(query.filter(), query.from());
    } catch (StreamUnavailableException e) {
      throw new ProblemException(
          Problem.of(
                  ProblemCode.DATABASE_UNAVAILABLE,
                  "The event stream cannot begin: %s. Try again.".formatted(e.getMessage()))
              .retryAfter(RETRY_DATABASE));
    }
    if (!visit.isOfThisLog()) {
      visit.close();
      throw new ProblemException(
          ProblemCode.CURSOR_OF_ANOTHER_LOG,
          "The id is of another database, or of this one before it was restored. Read what you show"
              + " anew, and connect without Last-Event-ID and after.");
    }
    return visit;
  }
}
