package dev.sprintcapacity.consumers.jira;

import dev.sprintcapacity.settings.DatabaseUrl;
import dev.sprintcapacity.settings.EnvironmentReader;
import java.io.IOException;
import java.time.Clock;

/** The consumer in a process of its own, until that is killed or its parent is gone. */
final class JiraProcessMain {

  private JiraProcessMain() {}

  public static void main(String[] arguments) throws IOException {
    EnvironmentReader reader = new EnvironmentReader(System.getenv());
    JiraSettings settings = JiraSettings.read(reader);
    reader.refuseProblems();
    try (JiraConsumer consumer =
        new JiraConsumer(
            settings,
            DatabaseUrl.parse(arguments[0]),
            reader.kafkaVariables(),
            Clock.systemUTC())) {
      consumer.start();
      while (System.in.read() >= 0) {
        // the parent says nothing; the end of its stream is its end
      }
    }
  }
}
