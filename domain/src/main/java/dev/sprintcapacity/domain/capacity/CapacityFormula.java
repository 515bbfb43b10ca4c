package dev.sprintcapacity.domain.capacity;

import dev.sprintcapacity.domain.Percentage;
import java.math.BigDecimal;
import java.util.List;

/** The calculation of a capacity in words and numbers, such that a reader can check it. */
final class CapacityFormula {

  private CapacityFormula() {}

  static String of(
      int workingDays,
      int holidays,
      BigDecimal adjusted,
      Percentage confidenceOfSprint,
      List<MemberCapacity> members) {
    int available = members.stream().mapToInt(MemberCapacity::availableDays).sum();
    int onLeave = members.stream().mapToInt(MemberCapacity::vacationDays).sum();
    return "%s x %s%s - %s = %s; %s = %s days"
        .formatted(
            counted(members.size(), "member"),
            counted(workingDays, "working day"),
            withoutHolidays(workingDays, holidays),
            counted(onLeave, "leave day"),
            counted(available, "day"),
            adjustment(confidenceOfSprint, members),
            adjusted.toPlainString());
  }

  private static String withoutHolidays(int workingDays, int holidays) {
    return holidays == 0
        ? ""
        : " (%s - %s)"
            .formatted(counted(workingDays + holidays, "weekday"), counted(holidays, "holiday"));
  }

  private static String adjustment(Percentage confidenceOfSprint, List<MemberCapacity> members) {
    List<Percentage> confidences =
        members.stream().map(MemberCapacity::confidence).distinct().toList();
    return confidences.size() > 1
        ? "adjusted by each member's confidence"
        : "at %s%% confidence"
            .formatted(
                (confidences.isEmpty() ? confidenceOfSprint : confidences.getFirst())
                    .value()
                    .toPlainString());
  }

  private static String counted(int count, String noun) {
    return count == 1 ? count + " " + noun : count + " " + noun + "s";
  }
}
