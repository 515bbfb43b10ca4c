package dev.sprintcapacity.service.sprint;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** Finds for each wanted item the former one that it continues. */
final class Matching {

  private Matching() {}

  /**
   * The former item of each wanted one, or null; none is given out twice.
   *
   * @param rules from the surest to the weakest; all items try the first rule before any tries the
   *     second
   */
  static <W, F> List<@Nullable F> of(
      List<W> wanted, List<F> former, List<BiPredicate<W, F>> rules) {
    List<@Nullable F> matched = new ArrayList<@Nullable F>();
    wanted.forEach(_ -> matched.add(null));
    List<F> free = new ArrayList<>(former);
    for (BiPredicate<W, F> rule : rules) {
      for (int i = 0; i < wanted.size() && !free.isEmpty(); i++) {
        if (matched.get(i) == null) {
          matched.set(i, take(free, wanted.get(i), rule));
        }
      }
    }
    return matched;
  }

  private static <W, F> @Nullable F take(List<F> free, W wanted, BiPredicate<W, F> rule) {
    for (int i = 0; i < free.size(); i++) {
      if (rule.test(wanted, free.get(i))) {
        return free.remove(i);
      }
    }
    return null;
  }
}
