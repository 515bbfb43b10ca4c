package dev.sprintcapacity.consumers.jira.sync;

/**
 * What this instance did since it started.
 *
 * @param created sprints made in Jira
 * @param adopted sprints that were found by their mark after their number had been lost
 * @param changed steps taken: renamed, moved, started, completed
 * @param deleted sprints deleted
 * @param missing times that a sprint was not there any more
 * @param pauses times that Jira asked for one
 */
public record SyncCounts(
    long created, long adopted, long changed, long deleted, long missing, long pauses) {}
