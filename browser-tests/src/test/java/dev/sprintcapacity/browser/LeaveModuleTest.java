package dev.sprintcapacity.browser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How clicks on days become ranges of leave: the script itself, run in the browser. */
class LeaveModuleTest {

  @ParameterizedTest(name = "{0} and a click on {1} is {2}")
  @CsvSource(
      nullValues = "-",
      value = {
        "-, 2025-12-05, 2025-12-05/2025-12-05",
        "2025-12-05/2025-12-05, 2025-12-05, -",
        "2025-12-03/2025-12-05, 2025-12-04, 2025-12-03/2025-12-03 2025-12-05/2025-12-05",
        "2025-12-03/2025-12-05, 2025-12-05, 2025-12-03/2025-12-04",
        "2025-12-03/2025-12-04, 2025-12-05, 2025-12-03/2025-12-05",
        "2025-12-03/2025-12-03 2025-12-05/2025-12-05, 2025-12-04, 2025-12-03/2025-12-05",
        "2025-12-05/2025-12-05, 2025-12-09, 2025-12-05/2025-12-09",
        "2025-12-05/2025-12-05, 2025-12-10, 2025-12-05/2025-12-05 2025-12-10/2025-12-10",
        "2025-12-05/2025-12-10 2025-12-08/2025-12-12, 2025-12-09, 2025-12-05/2025-12-08"
            + " 2025-12-10/2025-12-10 2025-12-08/2025-12-08 2025-12-10/2025-12-12"
      })
  void a_click_sets_or_takes_back_exactly_one_day(String before, String day, String after) {
    try (Visitor visitor = Visitor.atDesk().open("/sprints/new")) {
      String found =
          (String)
              visitor
                  .page()
                  .evaluate(
                      """
                      async ([before, day]) => {
                        const planner = document.querySelector("script[src$='planner.js']").src;
                        const { toggled } = await import(planner.replace("planner.js", "leave.js"));
                        const ranges = (before ?? "").split(" ").filter(one => one !== "").map(one => {
                          const [startDate, endDate] = one.split("/");
                          return { startDate, endDate };
                        });
                        return toggled(ranges, day, new Set(["2025-12-08"]))
                          .map(one => `${one.startDate}/${one.endDate}`).join(" ");
                      }
                      """,
                      new Object[] {before, day});

      assertThat(found).isEqualTo(after == null ? "" : after);
    }
  }

  @ParameterizedTest(name = "a click on {0}")
  @CsvSource({
    "2025-12-03, v1 2025-12-04/2025-12-05 Family",
    "2025-12-05, v1 2025-12-03/2025-12-04 Family"
  })
  void what_is_left_of_a_leave_keeps_its_id_and_reason(String day, String after) {
    try (Visitor visitor = Visitor.atDesk().open("/sprints/new")) {
      String found =
          (String)
              visitor
                  .page()
                  .evaluate(
                      """
                      async (day) => {
                        const planner = document.querySelector("script[src$='planner.js']").src;
                        const { toggled } = await import(planner.replace("planner.js", "leave.js"));
                        const leave = { id: "v1", startDate: "2025-12-03", endDate: "2025-12-05", reason: "Family" };
                        return toggled([leave], day, new Set())
                          .map(one => `${one.id} ${one.startDate}/${one.endDate} ${one.reason}`).join(", ");
                      }
                      """,
                      day);

      assertThat(found).isEqualTo(after);
    }
  }
}
