package dev.sprintcapacity.service.page;

/**
 * The pages that the navigation leads to, in its order. Closed: the navigation is the same on every
 * page.
 */
public enum PageRoute {
  SPRINTS("/", "Sprints"),
  EVENTS("/events", "Events"),
  CHARTS("/charts", "Charts"),
  CONSUMERS("/consumers", "Consumers"),
  MAILBOX("/mailbox", "Mailbox");

  private final String path;
  private final String label;

  PageRoute(String path, String label) {
    this.path = path;
    this.label = label;
  }

  /** Where the page is. */
  public String path() {
    return path;
  }

  /** What the link to it says. */
  public String label() {
    return label;
  }
}
