package dev.ionosphere.api.dashboard.health;

import dev.ionosphere.api.dashboard.chart.Chart;
import org.jspecify.annotations.Nullable;

/** One feature, training against now. Scores are null without rows on both sides. */
public record FeatureView(
    String name,
    @Nullable Double similarity,
    @Nullable Double psi,
    @Nullable Double ks,
    @Nullable Double missing,
    boolean unlike,
    Chart chart) {}
