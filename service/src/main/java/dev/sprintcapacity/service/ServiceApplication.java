package dev.sprintcapacity.service;

import dev.sprintcapacity.service.settings.ServiceSetting;
import dev.sprintcapacity.service.wiring.ServiceStart;
import dev.sprintcapacity.settings.SettingsException;
import java.io.PrintStream;
import java.util.Map;

/** The service alone, against an external PostgreSQL and Kafka: the command {@code serve}. */
public final class ServiceApplication {

  private static final int EXIT_FAILED = 1;
  private static final int EXIT_USAGE = 2;

  private ServiceApplication() {}

  /** Starts the service from the environment of the process and runs until it is told to stop. */
  public static void main(String[] arguments) {
    long startedAtNanos = System.nanoTime();
    if (arguments.length > 0) {
      usage(arguments[0].equals("--help") ? System.out : System.err);
      System.exit(arguments[0].equals("--help") ? 0 : EXIT_USAGE);
    }
    try {
      ServiceStart.start(
          System.getenv(),
          startedAtNanos,
          service -> Runtime.getRuntime().addShutdownHook(new Thread(service::close, "shutdown")));
    } catch (ServiceException | SettingsException failure) {
      System.err.println("sprintcap: " + failure.getMessage());
      System.exit(EXIT_FAILED);
    }
  }

  /**
   * Starts the service within this JVM.
   *
   * @param environment the variables it reads, instead of those of the process
   * @return the running service; whoever started it closes it
   * @throws ServiceException with a message for the operator if it cannot start
   */
  public static RunningService start(Map<String, String> environment) {
    return ServiceStart.start(environment, System.nanoTime());
  }

  private static void usage(PrintStream out) {
    out.println("Runs the service alone. It takes no arguments, only these environment variables:");
    for (ServiceSetting setting : ServiceSetting.values()) {
      out.printf(
          "  %-30s %s [%s]%n",
          setting.key(),
          setting.meaning(),
          setting
              .defaultText()
              .orElse(setting == ServiceSetting.DATABASE_URL ? "required" : "none"));
    }
    out.println(
        "  KAFKA_*                        any Kafka client key, upper case, dots as underscores");
    out.println("Any of them may end in _FILE and name a file that holds the value.");
  }
}
