package dev.ionosphere.workflows.machine.node;

import java.time.Instant;

/**
 * An instant that a node waits for.
 *
 * @param name tells the node's alarms apart, such as {@code fire} or {@code expiry}
 * @param summary what it is for, in a few words
 */
public record Alarm(String node, String name, Instant at, String summary) {}
