package dev.sprintcapacity.consumers.email.template;

import dev.sprintcapacity.events.EventType;
import dev.sprintcapacity.events.SprintFacts;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.thymeleaf.TemplateEngine;
import org.thymeleaf.context.Context;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

/**
 * Subject, plain text and HTML of a mail, from the templates below {@code email/}. What people
 * typed is escaped in HTML and stands on one line everywhere. Thread-safe.
 */
final class MailTexts {

  private static final String FOLDER = "email/";
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("EEEE, d MMMM yyyy", Locale.ENGLISH);

  private final TemplateEngine engine = new TemplateEngine();

  MailTexts() {
    engine.addTemplateResolver(resolver(TemplateMode.HTML, "*.html"));
    engine.addTemplateResolver(resolver(TemplateMode.TEXT, "*.txt"));
  }

  /** One line. */
  String subject(Letter letter) {
    String name = SafeText.line(letter.sprint().sprintName());
    return switch (letter.kind()) {
      case WELCOME -> "Welcome to %s!".formatted(name);
      case SUMMARY -> "%s %s".formatted(name, whatHappened(letter.occasion()));
      case RESCHEDULED -> "%s has new dates".formatted(name);
      case CANCELLED -> "%s was cancelled".formatted(name);
    };
  }

  String plain(Letter letter) {
    return engine.process(letter.kind().label() + ".txt", context(letter));
  }

  String html(Letter letter) {
    return engine.process(letter.kind().label() + ".html", context(letter));
  }

  private static String whatHappened(EventType occasion) {
    return switch (occasion) {
      case SPRINT_CREATED -> "was planned";
      case SPRINT_UPDATED, TEAM_MEMBER_ADDED, TEAM_MEMBER_UPDATED -> "was changed";
      case SPRINT_STARTED -> "has started";
      case SPRINT_COMPLETED -> "is completed";
      case SPRINT_DELETED -> "was deleted";
    };
  }

  private Context context(Letter letter) {
    SprintFacts sprint = letter.sprint();
    List<Map<String, Object>> team =
        letter.team().stream()
            .map(member ->
                Map.<String, Object>of(
                    "name", SafeText.line(member.name()), "role", SafeText.line(member.role())))
            .toList();
    return new Context(
        Locale.ENGLISH,
        Map.of(
            "subject", subject(letter),
            "name", SafeText.line(letter.recipient().name()),
            "role", SafeText.line(letter.recipient().role()),
            "sprint", SafeText.line(sprint.sprintName()),
            "happened", whatHappened(letter.occasion()),
            "start", DAY.format(sprint.startDate()),
            "end", DAY.format(sprint.endDate()),
            "days", sprint.sprintDuration(),
            "confidence", sprint.confidencePercentage().stripTrailingZeros().toPlainString(),
            "team", team));
  }

  private static ClassLoaderTemplateResolver resolver(TemplateMode mode, String names) {
    ClassLoaderTemplateResolver resolver =
        new ClassLoaderTemplateResolver(MailTexts.class.getClassLoader());
    resolver.setPrefix(FOLDER);
    resolver.setTemplateMode(mode);
    resolver.getResolvablePatternSpec().addPattern(names);
    resolver.setCharacterEncoding("UTF-8");
    resolver.setCacheable(true);
    return resolver;
  }
}
