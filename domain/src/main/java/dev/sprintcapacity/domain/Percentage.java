package dev.sprintcapacity.domain;

import dev.sprintcapacity.domain.text.QuotedValue;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * A share from 0 to 100 percent, exact to two decimals. Equal shares are equal values however they
 * were written: 90, 90.0 and 90.00 are all kept as 90.0.
 *
 * @param value from 0 to 100, with one decimal or, where needed, two
 */
public record Percentage(BigDecimal value) implements Comparable<Percentage> {

  private static final BigDecimal MAX = BigDecimal.valueOf(100);

  /** All of it. */
  public static final Percentage HUNDRED = new Percentage(MAX);

  private static final int MAX_DECIMALS = 2;
  private static final int MIN_DECIMALS = 1;

  /** Longest text that is read as a number; far above what two decimals need. */
  private static final int MAX_TEXT_LENGTH = 40;

  /**
   * @throws InvalidValueException if the value is not from 0 to 100 or has more than two decimals
   */
  public Percentage {
    InvalidValueException.throwIf("Percentage", problemIn(value));
    BigDecimal shortest = value.stripTrailingZeros();
    value = shortest.setScale(Math.max(MIN_DECIMALS, shortest.scale()));
  }

  /**
   * The percentage of this value.
   *
   * @throws InvalidValueException as the constructor
   */
  public static Percentage of(BigDecimal value) {
    return new Percentage(value);
  }

  /**
   * The percentage of the shortest decimal number that stands for this value.
   *
   * @throws InvalidValueException as the constructor, and if the value is no finite number
   */
  public static Percentage of(double value) {
    if (!Double.isFinite(value)) {
      throw notANumber(Double.toString(value));
    }
    return new Percentage(BigDecimal.valueOf(value));
  }

  /**
   * The percentage that this text spells, such as {@code 87.5}.
   *
   * @throws InvalidValueException as the constructor, and if the text is no number
   */
  public static Percentage of(String text) {
    if (text.length() > MAX_TEXT_LENGTH) {
      throw notANumber(text);
    }
    try {
      return new Percentage(new BigDecimal(text));
    } catch (NumberFormatException _) {
      throw notANumber(text);
    }
  }

  /**
   * What is wrong with the value, as the rest of a sentence that begins with the name of the field;
   * empty where nothing is.
   */
  public static Optional<String> problemIn(BigDecimal value) {
    if (value.signum() < 0 || value.compareTo(MAX) > 0) {
      return Optional.of(
          "must be from 0 to 100, but is %s: choose a number in that range"
              .formatted(QuotedValue.of(value.toString())));
    }
    return value.stripTrailingZeros().scale() > MAX_DECIMALS
        ? Optional.of(
            "must have at most %d decimals, but is %s: round it"
                .formatted(MAX_DECIMALS, QuotedValue.of(value.toString())))
        : Optional.empty();
  }

  /** This share of a number of days, exact. */
  public BigDecimal ofDays(int days) {
    return value.movePointLeft(2).multiply(BigDecimal.valueOf(days));
  }

  @Override
  public int compareTo(Percentage other) {
    return value.compareTo(other.value);
  }

  private static InvalidValueException notANumber(String text) {
    return new InvalidValueException(
        "Percentage must be a number, but is %s: write it like 87.5"
            .formatted(QuotedValue.of(text)));
  }
}
