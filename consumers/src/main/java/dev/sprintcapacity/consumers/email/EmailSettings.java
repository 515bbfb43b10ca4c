package dev.sprintcapacity.consumers.email;

import dev.sprintcapacity.consumers.email.delivery.SmtpSecurity;
import dev.sprintcapacity.consumers.email.delivery.SmtpSettings;
import dev.sprintcapacity.consumers.email.template.MailAddress;
import dev.sprintcapacity.settings.EnvironmentReader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How mails get out.
 *
 * @param folder where they are stored without a server
 * @param sender whom they are from
 * @param server where they are sent; empty stores them in the folder
 */
public record EmailSettings(Path folder, MailAddress sender, Optional<SmtpSettings> server) {

  /** Sender of mails that go nowhere: the domain is reserved for names that nobody has. */
  public static final MailAddress DEFAULT_SENDER =
      new MailAddress("no-reply@sprint-capacity.invalid");

  private static final String MAIL_FOLDER = "mail";
  private static final int MAX_PORT = 65_535;
  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.:\\[\\]_-]{1,255}");
  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|127(\\.[0-9]{1,3}){3}|\\[?::1]?", Pattern.CASE_INSENSITIVE);

  /** Reads them all; what is wrong is noted in the reader. */
  public static EmailSettings read(EnvironmentReader env) {
    Path folder = env.folder(EmailSetting.DATA).resolve(MAIL_FOLDER);
    Optional<String> host = env.text(EmailSetting.HOST);
    if (host.isEmpty()) {
      refuseWithoutHost(env);
      return new EmailSettings(folder, DEFAULT_SENDER, Optional.empty());
    }
    env.refuseUnknown("SMTP_", smtpSettings());
    if (!HOST.matcher(host.get()).matches()) {
      env.problem(
          "SMTP_HOST=%s: expected the name or address of a mail server".formatted(host.get()));
    }
    boolean loopback = LOOPBACK.matcher(host.get()).matches();
    SmtpSecurity security = security(env, loopback);
    int port =
        env.isGiven(EmailSetting.PORT)
            ? env.wholeNumber(EmailSetting.PORT, 1, MAX_PORT)
            : security.defaultPort();
    Optional<SmtpSettings.Login> login = login(env);
    if (login.isPresent()) {
      refusePlainLogin(env, security, loopback);
    }
    return new EmailSettings(
        folder, sender(env), Optional.of(new SmtpSettings(host.get(), port, security, login)));
  }

  private static void refuseWithoutHost(EnvironmentReader env) {
    for (EmailSetting setting : smtpSettings()) {
      if (env.isGiven(setting)) {
        env.problem(
            "%s is set without SMTP_HOST: set that too, or remove it to store mails as files"
                .formatted(setting.key()));
      }
    }
  }

  private static SmtpSecurity security(EnvironmentReader env, boolean loopback) {
    SmtpSecurity fallback = loopback ? SmtpSecurity.NONE : SmtpSecurity.STARTTLS;
    Optional<String> text = env.text(EmailSetting.SECURITY);
    return text.map(given ->
            switch (given.toLowerCase(Locale.ROOT)) {
              case "starttls" -> SmtpSecurity.STARTTLS;
              case "tls" -> SmtpSecurity.TLS;
              case "none" -> SmtpSecurity.NONE;
              default -> {
                env.problem("SMTP_SECURITY=%s: expected starttls, tls or none".formatted(given));
                yield fallback;
              }
            })
        .orElse(fallback);
  }

  private static Optional<SmtpSettings.Login> login(EnvironmentReader env) {
    Optional<String> user = env.text(EmailSetting.USER);
    Optional<String> password = env.text(EmailSetting.PASSWORD);
    if (user.isPresent() != password.isPresent()) {
      env.problem(
          "%s is set without %s: set both, or neither"
              .formatted(
                  user.isPresent() ? "SMTP_USER" : "SMTP_PASSWORD",
                  user.isPresent() ? "SMTP_PASSWORD" : "SMTP_USER"));
      return Optional.empty();
    }
    return user.map(name -> new SmtpSettings.Login(name, password.orElseThrow()));
  }

  private static void refusePlainLogin(
      EnvironmentReader env, SmtpSecurity security, boolean loopback) {
    if (security == SmtpSecurity.NONE && !loopback) {
      env.problem(
          "SMTP_SECURITY=none would send SMTP_PASSWORD readable over the network: set starttls or tls");
    } else if (security == SmtpSecurity.NONE && !env.isGiven(EmailSetting.SECURITY)) {
      env.problem(
          "SMTP_PASSWORD would be sent without protection: set SMTP_SECURITY to starttls or tls, or to none where that is meant");
    }
  }

  private static MailAddress sender(EnvironmentReader env) {
    Optional<String> text = env.text(EmailSetting.FROM);
    if (text.isEmpty()) {
      env.problem("SMTP_FROM is not set: set the address that mails are from");
      return DEFAULT_SENDER;
    }
    return MailAddress.of(text.get())
        .orElseGet(() -> {
          env.problem(
              "SMTP_FROM=%s: expected one address such as sprints@example.com"
                  .formatted(text.get()));
          return DEFAULT_SENDER;
        });
  }

  private static List<EmailSetting> smtpSettings() {
    return Arrays.stream(EmailSetting.values())
        .filter(setting -> setting != EmailSetting.DATA)
        .toList();
  }
}
