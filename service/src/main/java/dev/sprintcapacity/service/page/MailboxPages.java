package dev.sprintcapacity.service.page;

import dev.sprintcapacity.consumers.email.mailbox.Mailbox;
import dev.sprintcapacity.consumers.email.mailbox.StoredMail;
import dev.sprintcapacity.service.http.problem.ProblemCode;
import dev.sprintcapacity.service.http.problem.ProblemException;
import dev.sprintcapacity.service.http.reply.Reply;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/**
 * The mails that were stored instead of sent. The HTML of a mail is shown as it is, in a frame that
 * runs no scripts, has no origin and loads nothing.
 */
@Controller
public final class MailboxPages {

  /** Mails of a list; a page with more is hard to read. */
  static final int MOST_LISTED = 200;

  /** Also for whoever opens the mail without the frame. */
  private static final String MAIL_POLICY =
      "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox; base-uri 'none';"
          + " form-action 'none'; frame-ancestors 'self'";

  private final PageRenderer renderer;
  private final Mailbox mailbox;

  /** Pages of this renderer with the mails of this mailbox. */
  public MailboxPages(PageRenderer renderer, Mailbox mailbox) {
    this.renderer = renderer;
    this.mailbox = mailbox;
  }

  /** The mails, newest first. */
  @GetMapping("/mailbox")
  public Reply list() {
    List<StoredMail> mails = mailbox.newest(MOST_LISTED + 1);
    return renderer
        .page(
            "mailbox",
            PageRoute.MAILBOX,
            Map.of(
                "mails",
                mails.stream().limit(MOST_LISTED).map(ShownMail::of).toList(),
                "more",
                mails.size() > MOST_LISTED))
        .with("Cache-Control", "no-store");
  }

  /** One mail. */
  @GetMapping("/mailbox/{id}")
  public Reply mail(@PathVariable("id") String id) {
    return renderer
        .page("mail", PageRoute.MAILBOX, Map.of("mail", ShownMail.of(found(id))))
        .with("Content-Security-Policy", PageHeaders.POLICY_WITH_FRAMES)
        .with("Cache-Control", "no-store");
  }

  /** The mail as it was designed, for the frame. */
  @GetMapping("/mailbox/{id}/html")
  public Reply html(@PathVariable("id") String id) {
    return new Reply(
            HttpServletResponse.SC_OK,
            PageHeaders.with("Content-Type", "text/html;charset=UTF-8"),
            found(id).html().getBytes(StandardCharsets.UTF_8))
        .with("Content-Security-Policy", MAIL_POLICY)
        .with("Cache-Control", "no-store");
  }

  /** The invitation to the sprint, for a calendar. */
  @GetMapping("/mailbox/{id}/invitation.ics")
  public Reply invitation(@PathVariable("id") String id) {
    String invitation = found(id).invitation().orElseThrow(() -> missing());
    return Reply.of("text/calendar;charset=UTF-8", invitation.getBytes(StandardCharsets.UTF_8))
        .with("Content-Disposition", "attachment; filename=\"sprint.ics\"")
        .with("Cache-Control", "no-store");
  }

  private StoredMail found(String id) {
    return mailbox.find(id).orElseThrow(() -> missing());
  }

  private static ProblemException missing() {
    return new ProblemException(ProblemCode.NOT_FOUND, "There is no such mail.");
  }
}
