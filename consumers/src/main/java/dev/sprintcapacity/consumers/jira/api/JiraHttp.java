package dev.sprintcapacity.consumers.jira.api;

import dev.sprintcapacity.consumers.jira.address.CheckedResolver;
import dev.sprintcapacity.consumers.jira.address.JiraAddress;
import dev.sprintcapacity.consumers.jira.address.RefusedAddressException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLHandshakeException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.Method;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP call after the other, each bounded in time and size, to checked addresses alone. Follows
 * no redirect, repeats nothing, keeps no cookie, uses no proxy.
 */
final class JiraHttp implements AutoCloseable {

  /** A page of fifty sprints has some 20 kB; more than this is no answer of this API. */
  static final int LARGEST_ANSWER_BYTES = 1 << 20;

  /** As many as handlers and drift checks use at once. */
  private static final int MOST_CONNECTIONS = 8;

  private static final TimeValue CHECKED_AFTER = TimeValue.ofSeconds(1);

  private final JiraAddress address;
  private final JiraCredentials credentials;
  private final JiraLimits limits;
  private final CloseableHttpClient client;
  private final ScheduledExecutorService deadlines;

  private JiraHttp(
      JiraAddress address,
      JiraCredentials credentials,
      JiraLimits limits,
      CloseableHttpClient client,
      ScheduledExecutorService deadlines) {
    this.address = address;
    this.credentials = credentials;
    this.limits = limits;
    this.client = client;
    this.deadlines = deadlines;
  }

  static JiraHttp open(
      JiraAddress address,
      CheckedResolver resolver,
      JiraCredentials credentials,
      JiraLimits limits) {
    ConnectionConfig connection =
        ConnectionConfig.custom()
            .setConnectTimeout(timeout(limits.connect()))
            .setSocketTimeout(timeout(limits.silence()))
            .setValidateAfterInactivity(CHECKED_AFTER)
            .build();
    PoolingHttpClientConnectionManager connections =
        PoolingHttpClientConnectionManagerBuilder.create()
            .setDnsResolver(resolver)
            .setConnectionFactory(new QuietConnections())
            .setDefaultConnectionConfig(connection)
            .setMaxConnTotal(MOST_CONNECTIONS)
            .setMaxConnPerRoute(MOST_CONNECTIONS)
            .build();
    RequestConfig request =
        RequestConfig.custom()
            .setConnectionRequestTimeout(timeout(limits.connect()))
            .setResponseTimeout(timeout(limits.silence()))
            .build();
    CloseableHttpClient client =
        HttpClients.custom()
            .setConnectionManager(connections)
            .setDefaultRequestConfig(request)
            .setUserAgent("sprint-capacity")
            .disableRedirectHandling()
            .disableAutomaticRetries()
            .disableCookieManagement()
            .disableAuthCaching()
            .disableContentCompression()
            .build();
    ScheduledThreadPoolExecutor deadlines =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("jira-deadlines").factory());
    deadlines.setRemoveOnCancelPolicy(true);
    return new JiraHttp(address, credentials, limits, client, deadlines);
  }

  private static Timeout timeout(Duration duration) {
    return Timeout.of(duration);
  }

  /**
   * Calls.
   *
   * @param what the call in words, for messages
   * @param body JSON; null where there is none
   * @return the answer, whatever its status
   * @throws JiraException where there is none
   */
  Answer call(String what, Method method, String path, byte @Nullable [] body) {
    HttpUriRequestBase request = new HttpUriRequestBase(method.name(), address.resource(path));
    request.setHeader(HttpHeaders.AUTHORIZATION, credentials.header());
    request.setHeader(HttpHeaders.ACCEPT, ContentType.APPLICATION_JSON.getMimeType());
    if (body != null) {
      request.setEntity(new ByteArrayEntity(body, ContentType.APPLICATION_JSON));
    }
    ScheduledFuture<?> deadline =
        deadlines.schedule(
            () -> request.cancel(), limits.request().toMillis(), TimeUnit.MILLISECONDS);
    try {
      return client.execute(request, response -> answer(what, response));
    } catch (RefusedAddressException refused) {
      throw new JiraAccessException("Jira was not called: " + refused.getMessage(), refused);
    } catch (IOException failure) {
      boolean unsent = neverSent(failure);
      throw new JiraUnavailableException(
          credentials.hiddenIn(
              "Jira did not answer to '%s' (%s: %s)"
                  .formatted(what, failure.getClass().getSimpleName(), failure.getMessage())),
          !unsent && method != Method.GET,
          null);
    } finally {
      deadline.cancel(false);
    }
  }

  /** Failures that come before the first byte of a request. */
  private static boolean neverSent(IOException failure) {
    return failure instanceof ConnectException
        || failure instanceof ConnectTimeoutException
        || failure instanceof NoRouteToHostException
        || failure instanceof UnknownHostException
        || failure instanceof SSLHandshakeException;
  }

  private static Answer answer(String what, ClassicHttpResponse response) throws IOException {
    return new Answer(
        what,
        response.getCode(),
        Optional.ofNullable(response.getFirstHeader(HttpHeaders.RETRY_AFTER)).map(Header::getValue),
        bytes(response.getEntity()));
  }

  private static byte[] bytes(@Nullable HttpEntity entity) throws IOException {
    if (entity == null) {
      return new byte[0];
    }
    byte[] bytes = entity.getContent().readNBytes(LARGEST_ANSWER_BYTES + 1);
    if (bytes.length > LARGEST_ANSWER_BYTES) {
      throw new IOException("the answer is longer than %d bytes".formatted(LARGEST_ANSWER_BYTES));
    }
    return bytes;
  }

  @Override
  public void close() {
    deadlines.shutdownNow();
    client.close(CloseMode.IMMEDIATE);
  }
}
