package dev.sprintcapacity.domain.people;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a member does on the team. Closed, because the wire contract lists exactly these. */
public enum Role {
  DEVELOPER("Developer"),
  TESTER("Tester"),
  DESIGNER("Designer"),
  PRODUCT_OWNER("Product Owner"),
  SCRUM_MASTER("Scrum Master"),
  TECH_LEAD("Tech Lead");

  private static final Map<String, Role> BY_LABEL =
      Arrays.stream(values())
          .collect(Collectors.toUnmodifiableMap(Role::label, Function.identity()));

  private final String label;

  Role(String label) {
    this.label = label;
  }

  /** The name that people and the wire use, such as {@code Product Owner}. */
  public String label() {
    return label;
  }

  /** The role with exactly this label; empty where there is none. */
  public static Optional<Role> fromLabel(String label) {
    return Optional.ofNullable(BY_LABEL.get(label));
  }
}
