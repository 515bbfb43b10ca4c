package dev.sprintcapacity.consumers.jira.api;

import org.jspecify.annotations.Nullable;

/**
 * The settings do not open Jira's door: credentials, rights, or the address. It helps to ask again
 * once a person has mended that.
 */
public final class JiraAccessException extends JiraException {

  private static final long serialVersionUID = 1L;

  JiraAccessException(String message, @Nullable Throwable cause) {
    super(message, false, cause);
  }
}
