package dev.sprintcapacity.consumers.jira.api;

import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLSocket;
import org.apache.hc.client5.http.impl.io.DefaultManagedHttpClientConnection;
import org.apache.hc.client5.http.io.ManagedHttpClientConnection;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.impl.io.SocketHolder;
import org.apache.hc.core5.http.io.HttpConnectionFactory;
import org.jspecify.annotations.Nullable;

/**
 * Connections that log no header and no byte, whatever the level: the library's own write the
 * credentials at DEBUG.
 */
final class QuietConnections implements HttpConnectionFactory<ManagedHttpClientConnection> {

  private final AtomicLong made = new AtomicLong();

  @Override
  public ManagedHttpClientConnection createConnection(@Nullable Socket socket) throws IOException {
    Quiet connection = new Quiet("jira-" + made.incrementAndGet());
    if (socket != null) {
      connection.bind(socket);
    }
    return connection;
  }

  private static final class Quiet extends DefaultManagedHttpClientConnection {

    Quiet(String id) {
      super(id);
    }

    @Override
    public void bind(Socket socket) throws IOException {
      bind(new SocketHolder(socket));
    }

    @Override
    public void bind(SSLSocket encrypted, Socket socket) throws IOException {
      bind(new SocketHolder(encrypted, socket));
    }

    @Override
    protected void onRequestSubmitted(ClassicHttpRequest request) {
      // holds the credentials
    }

    @Override
    protected void onResponseReceived(ClassicHttpResponse response) {
      // may hold cookies of a session
    }
  }
}
