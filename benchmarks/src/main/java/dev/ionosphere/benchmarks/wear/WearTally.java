package dev.ionosphere.benchmarks.wear;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How often and how early engines were told of by themselves, and how long the fleet as changed.
 */
final class WearTally {

  /** Flights of an engine that count as healthy, as in the demo. */
  static final int HEALTHY = 60;

  /** More flights than this before its failure, an engine does not show it yet. */
  private static final int EARLY = 125;

  private final int engines;
  private final Set<String> wrong = new TreeSet<>();
  private final Map<String, Integer> lead = new TreeMap<>();
  private int flights;
  private int healthy;
  private int toldHealthy;
  private int young;
  private int toldYoung;
  private int fleetTold;

  WearTally(int engines) {
    this.engines = engines;
  }

  void add(Engine engine, int made, boolean told, boolean drifted) {
    int left = engine.flights().size() - made;
    flights++;
    fleetTold += drifted ? 1 : 0;
    if (made <= HEALTHY) {
      healthy++;
      toldHealthy += told ? 1 : 0;
    } else if (left > EARLY) {
      young++;
      toldYoung += told ? 1 : 0;
    }
    if (told && made <= HEALTHY) {
      wrong.add(engine.name());
    } else if (told) {
      lead.putIfAbsent(engine.name(), left);
    }
  }

  /** A row of a table. */
  String row(String fleet) {
    List<Integer> sorted = lead.values().stream().sorted().toList();
    return "| %s | %s (%d engines) | %s | %s | %s | %s |"
        .formatted(
            fleet,
            share(toldHealthy, healthy),
            wrong.size(),
            share(toldYoung, young),
            lead.size() + " of " + engines,
            sorted.isEmpty()
                ? "-"
                : "%d (%d to %d)"
                    .formatted(sorted.get(sorted.size() / 2), sorted.getFirst(), sorted.getLast()),
            share(fleetTold, flights));
  }

  private static String share(int some, int all) {
    return all == 0 ? "-" : String.format(Locale.ROOT, "%.1f %% of %,d", 100.0 * some / all, all);
  }
}
