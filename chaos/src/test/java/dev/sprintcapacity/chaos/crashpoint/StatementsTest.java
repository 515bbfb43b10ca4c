package dev.sprintcapacity.chaos.crashpoint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sprintcapacity.chaos.network.Tap;
import dev.sprintcapacity.chaos.network.TcpProxy;
import dev.sprintcapacity.embedded.EmbeddedPostgres;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What PostgreSQL's own driver sends is read, and so are messages in any pieces. */
class StatementsTest {
  @TempDir Path folder;

  @Test
  void statements_of_the_driver_are_found_prepared_ones_too() throws SQLException {
    List<String> found = Collections.synchronizedList(new ArrayList<>());
    try (EmbeddedPostgres postgres = new EmbeddedPostgres(folder.resolve("pgdata"), 0)) {
      postgres.start();
      try (TcpProxy proxy = TcpProxy.to(postgres.port())) {
        proxy.tap(() -> new Listening(found));
        String url =
            postgres.jdbcUrl().replace(":" + postgres.port() + "/", ":" + proxy.port() + "/");
        try (Connection connection = DriverManager.getConnection(url)) {
          connection.setAutoCommit(false);
          try (PreparedStatement select =
              connection.prepareStatement("select  ?::int +\n 17, 'a text'")) {
            // the driver prepares a statement at the server when it is used for the fifth time
            for (int i = 0; i < 8; i++) {
              select.setInt(1, i);
              select.executeQuery().close();
            }
          }
          connection.commit();
        }
      }
    }

    assertThat(found).filteredOn("select $1::int + ?, ?"::equals).hasSize(8);
    assertThat(found).containsOnlyOnce("BEGIN").containsOnlyOnce("COMMIT");
  }

  @Test
  void a_message_may_come_in_any_pieces() {
    Statements statements = new Statements();
    List<String> found = new ArrayList<>();
    byte[] stream = stream("begin", "update x set y = 5");

    for (byte each : stream) {
      found.addAll(statements.read(new byte[] {each}, 1));
    }

    assertThat(found).containsExactly("begin", "update x set y = ?");
    assertThat(new Statements().read(stream, stream.length)).isEqualTo(found);
  }

  private static byte[] stream(String... queries) {
    ByteBuffer stream = ByteBuffer.allocate(10_000);
    stream.putInt(8).putInt(80877103);
    stream.putInt(9).putInt(196608).put((byte) 0);
    for (String query : queries) {
      byte[] text = query.getBytes(UTF_8);
      stream.put((byte) 'Q').putInt(4 + text.length + 1).put(text).put((byte) 0);
    }
    byte[] bytes = new byte[stream.position()];
    stream.flip().get(bytes);
    return bytes;
  }

  private record Listening(Statements statements, List<String> found) implements Tap.Watcher {
    Listening(List<String> found) {
      this(new Statements(), found);
    }

    @Override
    public void request(byte[] bytes, int length) {
      found.addAll(statements.read(bytes, length));
    }

    @Override
    public void answer(byte[] bytes, int length) {}
  }
}
