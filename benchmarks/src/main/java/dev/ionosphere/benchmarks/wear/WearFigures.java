package dev.ionosphere.benchmarks.wear;

import dev.ionosphere.models.health.Baseline;
import dev.ionosphere.spec.ion.HealthPolicy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.IntStream;

/**
 * {@code WearFigures TRAIN_FD001 [TRAIN_FD003]}: a baseline of flights 1-60 of engines 1-60 of
 * FD001, and how the hub judges what engines 61-100, and those of FD003, fly.
 */
public final class WearFigures {

  private static final int LEARNED = 60;
  private static final int FIRST = 61;
  private static final int LAST = 100;

  /** Of the demo's document. */
  private static final HealthPolicy POLICY = new HealthPolicy(0.8, 200, 3);

  /** Coprime to the number of engines, so that engines begin in no order of their names. */
  private static final int STRIDE = 37;

  private final Baseline baseline;

  private WearFigures(Baseline baseline) {
    this.baseline = baseline;
  }

  public static void main(String[] args) throws IOException {
    if (args.length < 1 || args.length > 2) {
      System.err.println("got " + args.length + " arguments, allowed: TRAIN_FD001 [TRAIN_FD003]");
      System.exit(2);
    }
    SortedMap<Integer, List<double[]>> engines = Flights.read(Path.of(args[0]));
    List<double[]> learned = new ArrayList<>();
    engines.headMap(LEARNED + 1).values().forEach(flights -> learned.addAll(early(flights)));
    WearFigures figures = new WearFigures(Flights.baseline(learned));
    List<List<double[]>> unseen = List.copyOf(engines.subMap(FIRST, LAST + 1).values());
    System.out.println(
        "| fleet | healthy flights told | flights told over 125 before failure | engines told"
            + " | flights before failure, median | flights with the fleet's drift |");
    System.out.println("|---|---|---|---|---|---|");
    figures.print("all begin together", unseen, 0);
    figures.print("one begins every 8 flights", unseen, 8);
    figures.print("one begins every 16 flights", unseen, 16);
    figures.print("flights 1-60 alone", unseen.stream().map(WearFigures::early).toList(), 0);
    if (args.length == 2) {
      List<List<double[]>> others = List.copyOf(Flights.read(Path.of(args[1])).values());
      figures.print(
          "FD003, flights 1-60 alone", others.stream().map(WearFigures::early).toList(), 0);
    }
  }

  private static List<double[]> early(List<double[]> flights) {
    return flights.subList(0, Math.min(WearTally.HEALTHY, flights.size()));
  }

  private void print(String fleet, List<List<double[]>> lives, int apart) {
    List<Engine> engines =
        IntStream.range(0, lives.size())
            .mapToObj(
                i -> new Engine("engine-" + i, i * STRIDE % lives.size() * apart, lives.get(i)))
            .toList();
    System.out.println(new JudgedFleet(baseline, POLICY).fly(engines).row(fleet));
  }
}
