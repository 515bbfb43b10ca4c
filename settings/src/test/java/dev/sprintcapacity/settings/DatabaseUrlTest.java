package dev.sprintcapacity.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseUrlTest {

  @ParameterizedTest
  @CsvSource({
    "postgres://u:p@h:5432/d,                        jdbc:postgresql://h:5432/d,                  u,       p",
    "postgresql://u:p@h/d,                           jdbc:postgresql://h/d,                       u,       p",
    "postgres://h/d,                                 jdbc:postgresql://h/d,                       ,        ",
    "postgres://u@h/d,                               jdbc:postgresql://h/d,                       u,       ",
    "postgres://u:p%40ss%2Fw%3Ard%25@h/d,            jdbc:postgresql://h/d,                       u,       p@ss/w:rd%",
    "postgres://u:a+b@h/d,                           jdbc:postgresql://h/d,                       u,       a+b",
    "postgres://u:p@ss@h/d,                          jdbc:postgresql://h/d,                       u,       p@ss",
    "postgres://u:p@h:1/d?sslmode=require&connect_timeout=3, jdbc:postgresql://h:1/d?sslmode=require&connectTimeout=3, u, p",
    "postgres://h/d?user=u&password=p%26q,           jdbc:postgresql://h/d,                       u,       p&q",
    "jdbc:postgresql://h:5/d?user=u&ssl=true,        jdbc:postgresql://h:5/d?ssl=true,            u,       ",
    "postgres://u:p@[::1]:5432/d,                    jdbc:postgresql://[::1]:5432/d,              u,       p",
    "'postgres://u:p@h1:1,h2:2/d?targetServerType=primary', 'jdbc:postgresql://h1:1,h2:2/d?targetServerType=primary', u, p",
    "postgres://u:p@h/my%20plans,                    jdbc:postgresql://h/my+plans,                u,       p"
  })
  void reads_every_usual_spelling(
      String url, String jdbcUrl, @Nullable String user, @Nullable String password) {
    assertThat(DatabaseUrl.parse(url)).isEqualTo(new DatabaseAddress(jdbcUrl, user, password));
  }

  @ParameterizedTest
  @CsvSource({
    "http://h/d,                    it must start with postgres://",
    "postgres://u:secret@h,         the database name is missing",
    "postgres://u:secret@h:5432/,   the database name is missing",
    "postgres://u:secret@/d,        the host is missing",
    "postgres://u:secret@h:0/d,     the port after the host must be a number",
    "postgres://u:secret@h:http/d,  the port after the host must be a number",
    "postgres://u:secret%zz@h/d,    a % must be followed by two hexadecimal digits"
  })
  void says_what_is_expected_without_the_secret(String url, String message) {
    assertThatThrownBy(() -> DatabaseUrl.parse(url))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message)
        .hasMessageNotContaining("secret");
  }

  @Test
  void an_address_never_shows_its_password() {
    assertThat(DatabaseUrl.parse("postgres://u:s3cret@h/d").toString())
        .isEqualTo("postgresql://h/d as u");
  }
}
