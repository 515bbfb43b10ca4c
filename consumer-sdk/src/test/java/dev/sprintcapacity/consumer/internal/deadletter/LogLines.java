package dev.sprintcapacity.consumer.internal.deadletter;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.LoggerFactory;

/** The lines of our own loggers during a test, as "LEVEL message". */
final class LogLines implements BeforeEachCallback, AfterEachCallback {
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final AppenderBase<ILoggingEvent> appender =
      new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
          lines.add(event.getLevel() + " " + event.getFormattedMessage());
        }
      };

  @Override
  public void beforeEach(ExtensionContext context) {
    appender.start();
    ours().addAppender(appender);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    ours().detachAppender(appender);
    appender.stop();
  }

  List<String> lines() {
    return List.copyOf(lines);
  }

  private static Logger ours() {
    return (Logger) LoggerFactory.getLogger("dev.sprintcapacity.consumer");
  }
}
