package dev.sprintcapacity.service.wiring;

import com.zaxxer.hikari.HikariDataSource;
import dev.sprintcapacity.service.RunningService;
import dev.sprintcapacity.service.StartException;
import dev.sprintcapacity.service.live.Live;
import dev.sprintcapacity.service.live.LiveMeters;
import dev.sprintcapacity.service.metrics.RelayMeters;
import dev.sprintcapacity.service.metrics.ServiceMetrics;
import dev.sprintcapacity.service.relay.Relay;
import dev.sprintcapacity.service.settings.ServiceSettings;
import dev.sprintcapacity.settings.DatabaseAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Starts the service: the database, the relay, the routes; what was started is stopped on failure.
 */
public final class ServiceStart {

  private static final Logger log = LoggerFactory.getLogger(ServiceStart.class);
  private static final double MILLIS_PER_SECOND = 1000.0;

  private ServiceStart() {}

  /**
   * Starts the service and returns when it takes requests.
   *
   * @param startedAtNanos {@link System#nanoTime()} at which the start began, for the log
   * @throws dev.sprintcapacity.settings.SettingsException with all problems of the settings
   * @throws StartException if the database does not answer or will not do, or the port is taken
   */
  public static RunningService start(Map<String, String> environment, long startedAtNanos) {
    return start(environment, startedAtNanos, running -> {});
  }

  /**
   * The same, and hands the service over before it says that it is ready.
   *
   * @param started gets the service when it takes requests and nobody was told so yet: who hears
   *     that it is ready may ask it to stop at once
   */
  public static RunningService start(
      Map<String, String> environment, long startedAtNanos, Consumer<RunningService> started) {
    return start(environment, startedAtNanos, Clock.systemUTC(), started);
  }

  /**
   * The same with a clock of one's own.
   *
   * @param clock says at what time changes are made, and how old things are
   */
  public static RunningService start(
      Map<String, String> environment,
      long startedAtNanos,
      Clock clock,
      Consumer<RunningService> started) {
    ServiceSettings settings = ServiceSettings.read(environment);
    settings.describe().forEach(line -> log.debug("{}", line));
    StartedService running = new StartedService(settings.http().shutdownWait());
    try {
      startParts(settings, clock, running);
    } catch (RuntimeException failure) {
      running.closeAfter(failure);
      throw failure;
    }
    started.accept(running);
    Duration took = Duration.ofNanos(System.nanoTime() - startedAtNanos);
    log.info(
        "Sprint Capacity ready on http://{}:{} in {} s",
        shownHost(settings.http().address()),
        running.port(),
        String.format(Locale.ROOT, "%.1f", took.toMillis() / MILLIS_PER_SECOND));
    return running;
  }

  private static void startParts(ServiceSettings settings, Clock clock, StartedService running) {
    DatabaseAddress address = settings.database().address().orElseThrow();
    new DatabaseStart(address, Database.unpooled(address), clock)
        .prepare(settings.database().startupWait());
    ServiceMetrics metrics = new ServiceMetrics();
    running.add(metrics::close);
    metrics.start();
    HikariDataSource pool = Database.pool(address, settings.database(), metrics.registry());
    running.add(pool::close);
    Relay relay = RelayStart.relay(settings, address, clock);
    running.add(() -> relay.close(StartedService.RELAY_WAIT));
    RelayMeters.bind(relay, metrics.registry());
    relay.start();
    Live live = LiveStart.live(settings, address, clock);
    LiveMeters.bind(live, metrics.registry());
    ServletWebServerApplicationContext context =
        context(
            settings,
            Map.of(
                "settings", settings,
                "clock", clock,
                "metrics", metrics,
                "dataSource", pool,
                "relay", relay,
                "live", live));
    running.add(context::close);
    // before the server stops: it waits for requests that run, and streams run for ever
    running.add(live::close);
    live.start();
    running.serving(context);
  }

  private static ServletWebServerApplicationContext context(
      ServiceSettings settings, Map<String, Object> parts) {
    SpringApplication application =
        new SpringApplication(
            BaseWiring.class, SprintWiring.class, LiveWiring.class, ServerWiring.class);
    application.setBannerMode(Banner.Mode.OFF);
    application.setLogStartupInfo(false);
    application.setRegisterShutdownHook(false);
    application.setAddCommandLineProperties(false);
    application.setWebApplicationType(WebApplicationType.SERVLET);
    application.addInitializers(context -> register(context, parts));
    try {
      return (ServletWebServerApplicationContext) application.run();
    } catch (RuntimeException failure) {
      throw portInUse(failure, settings);
    }
  }

  private static void register(ConfigurableApplicationContext context, Map<String, Object> parts) {
    parts.forEach(context.getBeanFactory()::registerSingleton);
  }

  private static RuntimeException portInUse(RuntimeException failure, ServiceSettings settings) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof PortInUseException busy) {
        return new StartException(
            "Port %d on %s is in use: stop whoever has it, or set SPRINTCAP_HTTP_PORT to another"
                .formatted(busy.getPort(), settings.http().address()),
            failure);
      }
    }
    return failure;
  }

  private static String shownHost(String address) {
    return address.contains(":") ? "[" + address + "]" : address;
  }
}
