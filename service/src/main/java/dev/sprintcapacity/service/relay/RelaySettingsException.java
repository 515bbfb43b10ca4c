package dev.sprintcapacity.service.relay;

import dev.sprintcapacity.service.ServiceException;

/** The relay cannot be set up like this; the message names each wrong value and what to do. */
public final class RelaySettingsException extends ServiceException {

  private static final long serialVersionUID = 1L;

  RelaySettingsException(String message) {
    super(message);
  }
}
