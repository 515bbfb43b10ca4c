package dev.sprintcapacity.service.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;

/** Bytes over a socket, for what no HTTP client would send. */
public final class RawExchange {

  private static final int PATIENCE_MILLIS = 60_000;

  private RawExchange() {}

  /** Sends the bytes, says that no more will come, and returns everything that came back. */
  public static String send(int port, String bytes) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
      socket.shutdownOutput();
      return answer(socket);
    } catch (IOException e) {
      throw new UncheckedIOException("no answer over the socket", e);
    }
  }

  /** Sends the bytes and returns the status that comes back; closes without reading on. */
  public static int status(int port, String bytes) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
      byte[] line = socket.getInputStream().readNBytes("HTTP/1.1 200".length());
      return Integer.parseInt(new String(line, StandardCharsets.ISO_8859_1).substring(9));
    } catch (IOException e) {
      throw new UncheckedIOException("no answer over the socket", e);
    }
  }

  private static String answer(Socket socket) throws IOException {
    ByteArrayOutputStream received = new ByteArrayOutputStream();
    InputStream in = socket.getInputStream();
    byte[] buffer = new byte[8192];
    try {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        received.write(buffer, 0, read);
      }
    } catch (SocketException e) {
      // closed with bytes of ours unread: what came before counts
    }
    return received.toString(StandardCharsets.UTF_8);
  }
}
