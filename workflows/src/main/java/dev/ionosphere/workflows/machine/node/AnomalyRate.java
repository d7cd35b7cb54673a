package dev.ionosphere.workflows.machine.node;

/**
 * How many rows are anomalies.
 *
 * @param raised whether that is too many, after minimum samples and hysteresis
 * @param share of the scored rows, 0 to 1
 * @param allowed share, by the document
 */
public record AnomalyRate(boolean raised, double share, double allowed) {}
