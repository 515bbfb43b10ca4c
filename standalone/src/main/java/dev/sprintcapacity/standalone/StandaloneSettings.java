package dev.sprintcapacity.standalone;

import dev.sprintcapacity.consumers.runtime.ConsumersSettings;
import dev.sprintcapacity.service.settings.ServiceSettings;
import dev.sprintcapacity.settings.DatabaseFrom;
import dev.sprintcapacity.settings.SettingsException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What all parts of one process are told; the database may come later.
 *
 * @param service of the service and the embedded servers
 * @param consumers of the consumers beside it
 */
record StandaloneSettings(ServiceSettings service, ConsumersSettings consumers) {

  /**
   * Reads the settings of all parts.
   *
   * @throws SettingsException with the problems of all of them
   */
  static StandaloneSettings read(Map<String, String> environment) {
    Set<String> problems = new LinkedHashSet<>();
    Optional<ServiceSettings> service =
        noting(problems, () -> ServiceSettings.read(environment, DatabaseFrom.CALLER));
    Optional<ConsumersSettings> consumers =
        noting(problems, () -> ConsumersSettings.read(environment, DatabaseFrom.CALLER));
    if (service.isEmpty() || consumers.isEmpty()) {
      throw new SettingsException(List.copyOf(problems));
    }
    return new StandaloneSettings(service.get(), consumers.get());
  }

  private static <T> Optional<T> noting(Set<String> problems, Supplier<T> reading) {
    try {
      return Optional.of(reading.get());
    } catch (SettingsException refused) {
      problems.addAll(refused.problems());
      return Optional.empty();
    }
  }
}
