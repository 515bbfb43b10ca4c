package dev.sprintcapacity.standalone;

import dev.sprintcapacity.consumers.ConsumersException;
import dev.sprintcapacity.embedded.EmbeddedServerException;
import dev.sprintcapacity.service.ServiceException;
import dev.sprintcapacity.settings.SettingsException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
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
    Standalone standalone = new Standalone(System.getenv());
    AtomicBoolean asked = new AtomicBoolean();
    // before the start: Ctrl-C may come in the middle of it
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  asked.set(true);
                  standalone.close(STOP_LIMIT);
                },
                "standalone-stop"));
    try {
      standalone.start();
      System.out.println(standalone.greeting());
    } catch (EmbeddedServerException
        | ServiceException
        | ConsumersException
        | SettingsException e) {
      if (!asked.get()) {
        exit(e.getMessage());
      }
    } catch (RuntimeException e) {
      // whatever fails because its servers are being stopped is nobody's news
      if (!asked.get()) {
        throw e;
      }
    }
  }

  private static void exit(@Nullable String problem) {
    System.err.println("sprintcap: " + problem);
    System.exit(1);
  }
}
