package dev.sprintcapacity.consumers.jira.api;

import java.util.Optional;

/**
 * What came back.
 *
 * @param call what was asked, in words
 * @param status of HTTP
 * @param retryAfter the header as it came
 * @param body whole, empty where there was none
 */
@SuppressWarnings("ArrayRecordComponent") // lives for one call, is neither kept nor compared
record Answer(String call, int status, Optional<String> retryAfter, byte[] body) {}
