package dev.ionosphere.programs.tensorboard;

import dev.ionosphere.programs.curve.Curve;
import java.util.List;
import java.util.Map;

/**
 * What event files have told so far; its size is bounded. Names are tags, after the folder of their
 * file where there are several.
 *
 * @param figures the newest value of each scalar
 * @param curves of the scalars
 * @param histograms the newest of each
 * @param texts the newest of each
 * @param faults of the files, each told once
 */
public record TensorBoardSummary(
    Map<String, Double> figures,
    Map<String, Curve> curves,
    Map<String, Histogram> histograms,
    Map<String, Text> texts,
    List<String> faults) {

  public TensorBoardSummary {
    figures = Map.copyOf(figures);
    curves = Map.copyOf(curves);
    histograms = Map.copyOf(histograms);
    texts = Map.copyOf(texts);
    faults = List.copyOf(faults);
  }
}
