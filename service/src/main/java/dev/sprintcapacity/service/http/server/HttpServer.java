package dev.sprintcapacity.service.http.server;

import dev.sprintcapacity.service.ServiceException;
import dev.sprintcapacity.service.settings.HttpSettings;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Set;
import org.apache.catalina.Context;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardHost;
import org.apache.coyote.ContinueResponseTiming;
import org.apache.coyote.ProtocolHandler;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.tomcat.util.threads.VirtualThreadExecutor;
import org.apache.tomcat.websocket.server.WsSci;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.Shutdown;

/**
 * Makes Tomcat as this service wants it: virtual threads, every wait and size bounded, no pages.
 */
public final class HttpServer {

  /** Time to send a request line and headers; more only serves those who want to hold a socket. */
  private static final Duration REQUEST_START = Duration.ofSeconds(20);

  /** Time between two pieces of a body. */
  private static final Duration BODY_PIECE = Duration.ofSeconds(20);

  private static final Duration IDLE_CONNECTION = Duration.ofSeconds(60);

  /** All headers of a request together. */
  private static final int MAX_HEADER_BYTES = 16 * 1024;

  /** Sockets held; each costs some kilobytes. */
  private static final int MAX_CONNECTIONS = 8192;

  /** Connections the system holds for us while all of ours are taken. */
  private static final int BACKLOG = 256;

  /**
   * What is read and thrown away of a body that was refused, so that the client gets to read the
   * answer instead of a broken connection.
   */
  private static final int MAX_DISCARDED_BYTES = 16 * 1024 * 1024;

  private HttpServer() {}

  /** A factory of the server. */
  public static TomcatServletWebServerFactory factory(HttpSettings settings, RequestIds ids) {
    TomcatServletWebServerFactory factory = new TomcatServletWebServerFactory();
    factory.setAddress(address(settings.address()));
    factory.setPort(settings.port());
    factory.setShutdown(Shutdown.GRACEFUL);
    factory.setRegisterDefaultServlet(false);
    factory.addConnectorCustomizers(HttpServer::customize);
    factory.addContextCustomizers(
        context -> answerErrors(context, ids),
        context -> context.addServletContainerInitializer(new WsSci(), Set.of()));
    return factory;
  }

  private static void customize(Connector connector) {
    connector.setAllowTrace(false);
    connector.setXpoweredBy(false);
    ProtocolHandler handler = connector.getProtocolHandler();
    handler.setExecutor(new VirtualThreadExecutor("http-"));
    if (handler instanceof AbstractHttp11Protocol<?> http) {
      http.setConnectionTimeout((int) REQUEST_START.toMillis());
      http.setDisableUploadTimeout(false);
      http.setConnectionUploadTimeout((int) BODY_PIECE.toMillis());
      http.setKeepAliveTimeout((int) IDLE_CONNECTION.toMillis());
      http.setMaxHttpRequestHeaderSize(MAX_HEADER_BYTES);
      http.setMaxConnections(MAX_CONNECTIONS);
      http.setAcceptCount(BACKLOG);
      http.setMaxSwallowSize(MAX_DISCARDED_BYTES);
      http.setMaxKeepAliveRequests(-1);
      // a body that is refused unread is then never sent
      http.setContinueResponseTiming(ContinueResponseTiming.ON_REQUEST_BODY_READ.toString());
    }
  }

  /** No valve by name, which would be Tomcat's page, but ours. */
  private static void answerErrors(Context context, RequestIds ids) {
    if (context.getParent() instanceof StandardHost host) {
      host.setErrorReportValveClass("");
      host.getPipeline().addValve(new ErrorValve(ids));
    }
  }

  private static InetAddress address(String text) {
    try {
      return InetAddress.getByName(text);
    } catch (UnknownHostException e) {
      throw new ServiceException(
          "SPRINTCAP_HTTP_ADDRESS=%s is no address of this machine".formatted(text), e);
    }
  }
}
