package dev.ionosphere.api.dashboard.training;

import dev.ionosphere.api.training.TrainingRun;
import java.util.List;

/** The runs of an ION, newest first, and how their metrics moved. */
public record RunsPage(String ion, List<TrainingRun> runs, List<MetricCurve> curves) {
  public RunsPage {
    runs = List.copyOf(runs);
    curves = List.copyOf(curves);
  }
}
