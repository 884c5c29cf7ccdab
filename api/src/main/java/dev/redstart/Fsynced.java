package dev.redstart;

/**
 * How many servers have written a connection's commands to disk.
 *
 * @param local    1 when the server itself has, else 0
 * @param replicas how many replicas have
 */
public record Fsynced(long local, long replicas) {}
