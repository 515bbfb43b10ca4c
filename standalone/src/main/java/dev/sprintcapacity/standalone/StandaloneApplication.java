package dev.sprintcapacity.standalone;

import dev.sprintcapacity.embedded.EmbeddedServerException;
import dev.sprintcapacity.service.ServiceException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** {@code ./sprintcap up}: everything in one process tree, configured by the environment. */
public final class StandaloneApplication {

  /** A clean stop takes a second or two; past this bound the process ends without it. */
  private static final Duration STOP_LIMIT = Duration.ofSeconds(30);

  private StandaloneApplication() {}

  /** Starts everything and returns when it is ready; threads of the servers keep the JVM alive. */
  public static void main(String[] args) {
    if (args.length > 0) {
      exit("unknown argument '" + args[0] + "': up is configured by environment variables");
    }
    try {
      Standalone standalone = new Standalone(System.getenv());
      standalone.start();
      Runtime.getRuntime()
          .addShutdownHook(new Thread(() -> standalone.close(STOP_LIMIT), "standalone-stop"));
      System.out.println(standalone.greeting());
    } catch (EmbeddedServerException | ServiceException e) {
      exit(e.getMessage());
    }
  }

  private static void exit(@Nullable String problem) {
    System.err.println("sprintcap: " + problem);
    System.exit(1);
  }
}
