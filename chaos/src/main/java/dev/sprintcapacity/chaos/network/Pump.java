package dev.sprintcapacity.chaos.network;

import dev.sprintcapacity.chaos.process.Await;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;

/** Passes on what one side sends, until it ends or the connection is reset. */
record Pump(Socket from, Socket to, Weather weather, Eye eye) {
  /** Sees each piece before it is passed on, or throws and it is not. */
  @FunctionalInterface
  interface Eye {
    void see(byte[] bytes, int length) throws IOException;
  }

  /** At most so many bytes are passed on at a time. */
  static final int PIECE_BYTES = 16_384;

  void run() throws IOException, InterruptedException {
    InputStream in = from.getInputStream();
    OutputStream out = to.getOutputStream();
    byte[] piece = new byte[PIECE_BYTES];
    for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
      letThrough();
      Duration delay = weather.now().delay();
      if (delay.isPositive()) {
        Await.pause(delay);
        letThrough();
      }
      eye.see(piece, read);
      out.write(piece, 0, read);
    }
    to.shutdownOutput();
  }

  /** What was held never arrives: its connection is over with the silence. */
  private void letThrough() throws IOException, InterruptedException {
    if (weather.heldUp()) {
      throw new IOException("it was half open");
    }
  }
}
