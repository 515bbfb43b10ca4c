package dev.sprintcapacity.service.operations;

/**
 * A member of a consumer group.
 *
 * @param clientId what the client calls itself
 * @param host where it connects from, as the broker sees it
 * @param partitions how many partitions it has, of all topics
 */
public record GroupMember(String clientId, String host, int partitions) {}
