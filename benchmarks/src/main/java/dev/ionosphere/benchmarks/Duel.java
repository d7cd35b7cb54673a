package dev.ionosphere.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/**
 * Ours and a peer in turns, and how they compare: on a shared machine only the ratio of two
 * neighbours means something, and of it the median.
 */
final class Duel {

  /** A round of one of the two. */
  interface Work {
    void run(int round) throws Exception;
  }

  private record Sample(double wall, double cpu) {}

  private final OperatingSystemMXBean system =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  private final int rounds;

  Duel(int rounds) {
    this.rounds = rounds;
  }

  /** Prints a line of a table. The first round of each warms up and is not counted. */
  void run(String what, int records, Work ours, Work peer) throws Exception {
    List<Sample> own = new ArrayList<>();
    List<Sample> others = new ArrayList<>();
    for (int round = 0; round <= rounds; round++) {
      boolean first = round % 2 == 0;
      Sample before = first ? sample(ours, round, records) : sample(peer, round, records);
      Sample after = first ? sample(peer, round, records) : sample(ours, round, records);
      if (round > 0) {
        own.add(first ? before : after);
        others.add(first ? after : before);
      }
    }
    System.out.printf(
        "| %s | %,.0f | %s | %,.0f | %s | %s | %s |%n",
        what,
        1e9 / median(own.stream().map(Sample::wall).toList()),
        micros(own),
        1e9 / median(others.stream().map(Sample::wall).toList()),
        micros(others),
        ratio(own.stream().map(Sample::wall).toList(), others.stream().map(Sample::wall).toList()),
        ratio(own.stream().map(Sample::cpu).toList(), others.stream().map(Sample::cpu).toList()));
  }

  static void header() {
    System.out.println(
        "| what | hub, a second | hub, CPU us | bare JDBC, a second | bare JDBC, CPU us"
            + " | wall, ratio | CPU, ratio |");
    System.out.println("|---|---|---|---|---|---|---|");
  }

  private Sample sample(Work work, int round, int records) throws Exception {
    long cpu = system.getProcessCpuTime();
    long start = System.nanoTime();
    work.run(round);
    return new Sample(
        (double) (System.nanoTime() - start) / records,
        (double) (system.getProcessCpuTime() - cpu) / records);
  }

  private static String micros(List<Sample> samples) {
    return "%.1f".formatted(median(samples.stream().map(Sample::cpu).toList()) / 1e3);
  }

  private static String ratio(List<Double> own, List<Double> others) {
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < own.size(); i++) {
      ratios.add(own.get(i) / others.get(i));
    }
    return "%.2f (%.2f to %.2f)"
        .formatted(
            median(ratios),
            ratios.stream().min(Double::compare).orElseThrow(),
            ratios.stream().max(Double::compare).orElseThrow());
  }

  private static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    return sorted.get(sorted.size() / 2);
  }
}
