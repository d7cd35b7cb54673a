package dev.ionosphere.api.health.judge;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Findings for people: signal by signal, the worst first, and no more of one than can be read. */
public final class WorstFirst {

  /** So many of a signal are named. */
  public static final int NAMED = 10;

  private static final Comparator<Finding> WORST =
      Comparator.comparing(Finding::broken).thenComparing(WorstFirst::badness).reversed();

  /** Findings of one signal. */
  public static List<Finding> of(List<Finding> findings) {
    return findings.stream().sorted(WORST).toList();
  }

  /** What is broken in the words of each finding; of a signal's others their number. */
  public static List<String> texts(List<Finding> findings) {
    return texts(findings, NAMED);
  }

  /** The same where there is less room. */
  public static List<String> texts(List<Finding> findings, int named) {
    Map<Signal, List<Finding>> bySignal = new EnumMap<>(Signal.class);
    findings.forEach(
        found -> bySignal.computeIfAbsent(found.signal(), key -> new ArrayList<>()).add(found));
    List<String> texts = new ArrayList<>();
    for (List<Finding> some : bySignal.values()) {
      of(some).stream().limit(named).map(Finding::text).forEach(texts::add);
      if (some.size() > named) {
        texts.add("and " + (some.size() - named) + " more");
      }
    }
    return texts;
  }

  private static double badness(Finding finding) {
    return switch (finding.signal()) {
      case DRIFT, DEVICE -> -finding.value();
      case SHIFT,
          PREDICTIONS,
          ANOMALIES,
          DEVICE_ANOMALIES,
          MISSING,
          STUCK,
          REFUSED,
          SOURCE,
          LAG,
          WEIGHT,
          SILENT ->
          finding.value();
    };
  }

  private WorstFirst() {}
}
