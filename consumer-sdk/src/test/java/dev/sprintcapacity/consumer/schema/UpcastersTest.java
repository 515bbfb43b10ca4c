package dev.sprintcapacity.consumer.schema;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sprintcapacity.consumer.ConsumerException;
import dev.sprintcapacity.consumer.spi.Upcaster;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UpcastersTest {
  private static final Upcaster APPEND_A =
      value -> (new String(value, UTF_8) + "a").getBytes(UTF_8);
  private static final Upcaster APPEND_B =
      value -> (new String(value, UTF_8) + "b").getBytes(UTF_8);

  @Test
  void a_value_goes_through_every_version_in_order() {
    Upcasters upcasters = Upcasters.none().with("t", 1, APPEND_B).with("t", 0, APPEND_A);

    assertThat(upcasters.upcast(new SchemaVersion("t", 0), 2, new byte[0]))
        .isEqualTo("ab".getBytes(UTF_8));
    assertThat(upcasters.upcast(new SchemaVersion("t", 1), 2, new byte[0]))
        .isEqualTo("b".getBytes(UTF_8));
  }

  @Test
  void a_value_of_the_version_wanted_is_left_alone() {
    byte[] value = {1};

    assertThat(Upcasters.none().upcast(new SchemaVersion("t", 2), 2, value)).isSameAs(value);
  }

  @Test
  void a_missing_step_is_named() {
    Upcasters upcasters = Upcasters.none().with("t", 0, APPEND_A).with("other", 1, APPEND_B);

    assertThatThrownBy(() -> upcasters.upcast(new SchemaVersion("t", 0), 2, new byte[0]))
        .isInstanceOf(ConsumerException.class)
        .hasMessageContaining("t has version 1");
  }

  @Test
  void an_upcaster_that_fails_or_returns_nothing_is_named() {
    Upcasters upcasters =
        Upcasters.none()
            .with(
                "failing",
                0,
                value -> {
                  throw new IllegalStateException("Alice");
                })
            .with("empty", 0, UpcastersTest::nothing);

    assertThatThrownBy(() -> upcasters.upcast(new SchemaVersion("failing", 0), 1, new byte[0]))
        .isInstanceOf(ConsumerException.class)
        .hasMessage("the upcaster of failing from version 0 failed with IllegalStateException")
        .hasRootCauseMessage("Alice");
    assertThatThrownBy(() -> upcasters.upcast(new SchemaVersion("empty", 0), 1, new byte[0]))
        .isInstanceOf(ConsumerException.class)
        .hasMessageContaining("empty from version 0");
  }

  @SuppressWarnings("NullAway") // what code without nullness checks may do
  private static byte[] nothing(byte[] value) {
    return null;
  }

  @Test
  void two_upcasters_of_one_version_are_refused() {
    Upcasters one = Upcasters.none().with("t", 0, APPEND_A);

    assertThatThrownBy(() -> one.with("t", 0, APPEND_B))
        .isInstanceOf(ConsumerException.class)
        .hasMessageContaining("two upcasters of t from version 0");
  }

  @Test
  void a_tree_keeps_order_numbers_and_nulls() {
    String json = "{\"z\":1.50,\"a\":[true,null,{\"é\":\"\\n\"}],\"n\":12345678901234567890}";

    assertThat(JsonUpcaster.of(tree -> tree).upcast(json.getBytes(UTF_8)))
        .asString(UTF_8)
        .isEqualTo(json);
  }

  @Test
  void a_tree_may_be_changed_in_place() {
    JsonUpcaster upcaster =
        JsonUpcaster.of(tree -> {
          tree.put("number", new BigDecimal("0.5"));
          tree.put("count", 3);
          tree.put("big", 4L);
          tree.put("list", new ArrayList<>(List.of("x")));
          tree.remove("old");
          return tree;
        });

    assertThat(upcaster.upcast("{\"old\":1}".getBytes(UTF_8)))
        .asString(UTF_8)
        .isEqualTo("{\"number\":0.5,\"count\":3,\"big\":4,\"list\":[\"x\"]}");
  }

  @Test
  void what_is_no_json_object_is_refused_without_being_quoted() {
    JsonUpcaster same = JsonUpcaster.of(tree -> tree);

    for (String text :
        List.of("", "[]", "{\"Alice\"", "{\"Alice\":", "nonsense", "7", "{\"a\":[")) {
      assertThatThrownBy(() -> same.upcast(text.getBytes(UTF_8)))
          .as(text)
          .isInstanceOf(ConsumerException.class)
          .message()
          .doesNotContain("Alice");
    }
    assertThatThrownBy(() -> same.upcast(("{\"a\":" + "[".repeat(40)).getBytes(UTF_8)))
        .isInstanceOf(ConsumerException.class);
    assertThatThrownBy(() -> same.upcast(new byte[4 * 1024 * 1024 + 1]))
        .isInstanceOf(ConsumerException.class)
        .hasMessageContaining("4194305");
  }

  @Test
  void a_tree_with_other_objects_is_refused_with_their_class() {
    JsonUpcaster upcaster =
        JsonUpcaster.of(tree -> new LinkedHashMap<>(Map.of("a", new StringBuilder())));

    assertThatThrownBy(() -> upcaster.upcast("{}".getBytes(UTF_8)))
        .isInstanceOf(ConsumerException.class)
        .hasMessageContaining("java.lang.StringBuilder");
  }
}
