package dev.sprintcapacity.service.operations;

import dev.sprintcapacity.consumer.deadletter.Position;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of dead letters.
 *
 * @param letters by topic, partition and offset
 * @param next the last one of this page where more follow, else null
 */
public record LetterPage(List<ShownLetter> letters, @Nullable Position next) {

  public LetterPage {
    letters = List.copyOf(letters);
  }
}
