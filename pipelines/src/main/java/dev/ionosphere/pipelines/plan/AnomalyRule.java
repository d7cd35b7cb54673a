package dev.ionosphere.pipelines.plan;

/**
 * A row is an anomaly if a number of an output is over a threshold.
 *
 * @param output its name
 * @param column of the output's numbers, from 0
 */
public record AnomalyRule(String output, int column, double above) {}
