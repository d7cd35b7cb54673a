package dev.ionosphere.api.dashboard.approval;

import dev.ionosphere.api.dashboard.chart.Chart;

/**
 * What candidate and current model were trained on, one feature.
 *
 * @param similarity 0 to 1, NaN where there is nothing to compare with
 */
public record FeatureChange(String name, double similarity, Chart chart) {}
