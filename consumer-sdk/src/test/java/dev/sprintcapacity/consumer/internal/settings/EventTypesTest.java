package dev.sprintcapacity.consumer.internal.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sprintcapacity.events.EventData;
import dev.sprintcapacity.events.EventType;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventTypesTest {
  @Test
  void every_content_has_its_type() {
    List<EventType> types =
        Arrays.stream(EventData.class.getPermittedSubclasses())
            .map(content -> EventTypes.of(content.asSubclass(EventData.class)))
            .toList();

    assertThat(types).containsExactlyInAnyOrder(EventType.values());
  }

  @Test
  void a_name_written_wrong_is_met_with_the_nearest() {
    assertThat(EventTypes.doubtsAbout("sprint.created")).isEmpty();
    assertThat(EventTypes.doubtsAbout("sprint.craeted").orElseThrow())
        .contains("sprint.craeted", "did you mean sprint.created?");
    assertThat(EventTypes.doubtsAbout("invoice.paid").orElseThrow())
        .contains("invoice.paid is no event type of this version")
        .doesNotContain("did you mean");
  }
}
