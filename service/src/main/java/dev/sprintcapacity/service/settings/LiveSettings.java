package dev.sprintcapacity.service.settings;

import java.util.Set;

/**
 * Who may have live updates.
 *
 * @param clients connections at once; more are refused with 503
 * @param allowedOrigins pages of these may connect, besides those of this service itself
 */
public record LiveSettings(int clients, Set<Origin> allowedOrigins) {

  public LiveSettings {
    allowedOrigins = Set.copyOf(allowedOrigins);
  }
}
