package dev.ionosphere.programs.tensorboard;

import dev.ionosphere.programs.curve.Curves;
import dev.ionosphere.programs.curve.Point;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** What was read of all event files. Keys are the folder of the file, a zero, and the tag. */
final class EventFigures {

  static final char BETWEEN = '\0';

  private static final int MOST_HISTOGRAMS = 500;
  private static final int MOST_TEXTS = 100;
  private static final int MOST_FAULTS = 20;

  private final Curves curves;
  private final Map<String, Histogram> histograms = new LinkedHashMap<>();
  private final Map<String, Text> texts = new LinkedHashMap<>();
  private final Set<String> faults;

  EventFigures(Saved saved) {
    curves = Curves.of(saved.curves());
    saved.histograms().forEach((key, kept) -> histograms.put(key, kept.histogram()));
    saved.texts().forEach((key, kept) -> texts.put(key, kept.text()));
    faults = new LinkedHashSet<>(saved.faults());
  }

  /** As it is kept in a file. */
  record Saved(
      Curves.Saved curves,
      Map<String, KeptHistogram> histograms,
      Map<String, KeptText> texts,
      List<String> faults) {

    static final Saved NOTHING =
        new Saved(new Curves.Saved(Map.of(), 0), Map.of(), Map.of(), List.of());
  }

  /** A histogram with its time as a number. */
  record KeptHistogram(
      long step, long millis, double count, double least, double most, double mean) {

    static KeptHistogram of(Histogram kept) {
      long millis = kept.time().toEpochMilli();
      return new KeptHistogram(
          kept.step(), millis, kept.count(), kept.least(), kept.most(), kept.mean());
    }

    Histogram histogram() {
      return new Histogram(step, Instant.ofEpochMilli(millis), count, least, most, mean);
    }
  }

  /** A text with its time as a number. */
  record KeptText(long step, long millis, String words) {

    static KeptText of(Text kept) {
      return new KeptText(kept.step(), kept.time().toEpochMilli(), kept.text());
    }

    Text text() {
      return new Text(step, Instant.ofEpochMilli(millis), words);
    }
  }

  /** Takes what files in a folder hold. */
  EventTaker in(String folder) {
    String prefix = folder + BETWEEN;
    return new EventTaker() {
      @Override
      public void scalar(String tag, Point point) {
        curves.add(prefix + tag, point);
      }

      @Override
      public void histogram(String tag, Histogram histogram) {
        put(histograms, prefix + tag, histogram, MOST_HISTOGRAMS);
      }

      @Override
      public void text(String tag, Text text) {
        put(texts, prefix + tag, text, MOST_TEXTS);
      }
    };
  }

  private static <T> void put(Map<String, T> all, String key, T value, int most) {
    if (all.size() < most || all.containsKey(key)) {
      all.put(key, value);
    }
  }

  /** Forgets what files in a folder held. */
  void forget(String folder) {
    curves.forget(folder + BETWEEN);
    histograms.keySet().removeIf(key -> key.startsWith(folder + BETWEEN));
    texts.keySet().removeIf(key -> key.startsWith(folder + BETWEEN));
  }

  /** Whether it was not told before. */
  boolean fault(String fault) {
    return faults.size() < MOST_FAULTS && faults.add(fault);
  }

  /**
   * All of it.
   *
   * @param names a name by its key
   */
  TensorBoardSummary summary(UnaryOperator<String> names) {
    return new TensorBoardSummary(
        changed(curves.newest(), names, Function.identity()),
        changed(curves.copy(), names, Function.identity()),
        changed(histograms, names, Function.identity()),
        changed(texts, names, Function.identity()),
        List.copyOf(faults));
  }

  Map<String, Double> newest(UnaryOperator<String> names) {
    return changed(curves.newest(), names, Function.identity());
  }

  Saved save() {
    return new Saved(
        curves.save(),
        changed(histograms, UnaryOperator.identity(), KeptHistogram::of),
        changed(texts, UnaryOperator.identity(), KeptText::of),
        List.copyOf(faults));
  }

  private static <A, B> Map<String, B> changed(
      Map<String, A> all, UnaryOperator<String> names, Function<A, B> change) {
    Map<String, B> changed = new LinkedHashMap<>();
    all.forEach((key, value) -> changed.put(names.apply(key), change.apply(value)));
    return changed;
  }
}
