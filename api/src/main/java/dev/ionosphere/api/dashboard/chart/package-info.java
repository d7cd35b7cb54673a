/**
 * What charts show, as data that {@code charts.js} draws with Chart.js. Start at {@link
 * dev.ionosphere.api.dashboard.chart.Chart}.
 */
@NullMarked
package dev.ionosphere.api.dashboard.chart;

import org.jspecify.annotations.NullMarked;
