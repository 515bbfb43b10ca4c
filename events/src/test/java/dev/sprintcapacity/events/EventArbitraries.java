package dev.sprintcapacity.events;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Every event the types allow: texts of all of Unicode, with what JSON must escape in front. */
final class EventArbitraries {
  private static final long LAST_SECOND = Instant.parse("2999-12-31T23:59:59Z").getEpochSecond();
  private static final String ESCAPED = "\"\\/\b\f\n\r\t\u0000\u001f\u007f\u2028\u2029<>&'";
  private static final String[] ROLES = {
    "Developer", "Tester", "Designer", "Product Owner", "Scrum Master", "Tech Lead"
  };

  private EventArbitraries() {}

  static Arbitrary<Event> events() {
    return Combinators.combine(
            Arbitraries.create(UUID::randomUUID),
            times(),
            Arbitraries.longs().between(1, Long.MAX_VALUE),
            Arbitraries.just(SampleEvents.TRACEPARENT).injectNull(0.5),
            data())
        .as(Event::new);
  }

  private static Arbitrary<Instant> times() {
    return Combinators.combine(
            Arbitraries.longs().between(0, LAST_SECOND),
            Arbitraries.longs().between(0, 999_999_999))
        .as(Instant::ofEpochSecond);
  }

  private static Arbitrary<EventData> data() {
    return Arbitraries.oneOf(
        facts().map(SprintCreated::new),
        facts().map(SprintStarted::new),
        facts().map(SprintCompleted::new),
        Combinators.combine(
                facts(),
                holidays().list().ofMaxSize(5),
                ids().list().uniqueElements().ofMinSize(1).ofMaxSize(5))
            .as(SprintUpdated::new),
        ids().map(SprintDeleted::new),
        Combinators.combine(
                ids(),
                texts(100),
                members().list().uniqueElements(TeamMember::id).ofMinSize(1).ofMaxSize(5))
            .as(TeamMemberAdded::new),
        Combinators.combine(
                ids(), texts(100), members().list().uniqueElements(TeamMember::id).ofMaxSize(5))
            .as(TeamMemberUpdated::new));
  }

  private static Arbitrary<SprintFacts> facts() {
    return Combinators.combine(
            ids(),
            texts(100),
            numbers(),
            Arbitraries.integers().between(0, 200),
            dates(),
            Arbitraries.integers().between(0, 366),
            Arbitraries.bigDecimals().between(BigDecimal.ZERO, BigDecimal.valueOf(100)).ofScale(2))
        .as((id, name, number, members, dates, duration, confidence) ->
            new SprintFacts(
                id, name, number, members, dates.get1(), dates.get2(), duration, confidence));
  }

  private static Arbitrary<Tuple.Tuple2<LocalDate, LocalDate>> dates() {
    return Combinators.combine(days(), Arbitraries.integers().between(1, 366))
        .filter((first, length) -> first.plusDays(length).getYear() < 3000)
        .as((first, length) -> Tuple.of(first, first.plusDays(length)));
  }

  private static Arbitrary<LocalDate> days() {
    return Arbitraries.longs()
        .between(0, LocalDate.of(2999, 12, 31).toEpochDay())
        .map(LocalDate::ofEpochDay);
  }

  private static Arbitrary<String> numbers() {
    return Arbitraries.oneOf(
        Combinators.combine(
                Arbitraries.integers().between(0, 99), Arbitraries.integers().between(0, 99))
            .as("%02d-%02d"::formatted),
        Arbitraries.strings()
            .alpha()
            .numeric()
            .withChars('-')
            .ofMinLength(1)
            .ofMaxLength(36)
            .map(rest -> "25-" + rest));
  }

  private static Arbitrary<HolidayFact> holidays() {
    return Combinators.combine(days(), texts(200)).as(HolidayFact::new);
  }

  private static Arbitrary<TeamMember> members() {
    Arbitrary<String> emails =
        Combinators.combine(texts(100), texts(100)).as((local, host) -> local + "@" + host);
    return Combinators.combine(ids(), texts(200), Arbitraries.of(ROLES), emails.injectNull(0.5))
        .as(TeamMember::new);
  }

  private static Arbitrary<String> ids() {
    return Arbitraries.strings().alpha().numeric().withChars("-_").ofMinLength(1).ofMaxLength(64);
  }

  private static Arbitrary<String> texts(int maxCodePoints) {
    return Arbitraries.frequencyOf(
        Tuple.of(9, textsUpTo(Math.min(20, maxCodePoints))), Tuple.of(1, textsUpTo(maxCodePoints)));
  }

  private static Arbitrary<String> textsUpTo(int maxCodePoints) {
    Arbitrary<Integer> codePoints =
        Arbitraries.frequencyOf(
            Tuple.of(4, Arbitraries.integers().between(' ', '~')),
            Tuple.of(
                2,
                Arbitraries.integers().between(0, ESCAPED.length() - 1).map(ESCAPED::codePointAt)),
            Tuple.of(2, Arbitraries.integers().between(0x1F300, 0x1FAFF)),
            Tuple.of(1, Arbitraries.integers().between(0, Character.MAX_CODE_POINT)));
    return codePoints
        .filter(
            codePoint -> codePoint < Character.MIN_SURROGATE || codePoint > Character.MAX_SURROGATE)
        .list()
        .ofMinSize(1)
        .ofMaxSize(maxCodePoints)
        .map(all -> {
          var text = new StringBuilder();
          all.forEach(text::appendCodePoint);
          return text.toString();
        })
        .filter(text -> !text.isBlank());
  }
}
