package dev.sprintcapacity.service.settings;

import dev.sprintcapacity.settings.DatabaseAddress;
import java.time.Duration;
import java.util.Optional;

/**
 * Which database is used and how.
 *
 * @param address empty only where the caller brings its own database
 * @param poolSize connections held
 * @param startupWait how long the start waits for the database to answer
 */
public record DatabaseSettings(
    Optional<DatabaseAddress> address, int poolSize, Duration startupWait) {}
