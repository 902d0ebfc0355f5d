package hmrbench.executor;

/**
 * What a worker says of itself, every few seconds.
 *
 * @param job of the scheduler; empty without one
 * @param started ISO 8601, UTC
 * @param at ISO 8601, UTC: when it said so
 * @param cpuSeconds of all its threads, from its start
 * @param share of its work that is done, from 0 to 1
 * @param now what it is at
 */
public record Heartbeat(
    int group,
    long process,
    String host,
    String job,
    int restarts,
    String started,
    String at,
    double cpuSeconds,
    double share,
    String now) {}
