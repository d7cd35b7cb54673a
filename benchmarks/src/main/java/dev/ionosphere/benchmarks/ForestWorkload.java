package dev.ionosphere.benchmarks;

import dev.ionosphere.models.scoring.Output;
import dev.ionosphere.models.scoring.ScoringPlan;
import dev.ionosphere.models.scoring.operator.Forest;
import dev.ionosphere.models.scoring.operator.Numbers;
import dev.ionosphere.models.scoring.operator.Trees;
import dev.ionosphere.models.scoring.operator.Vector;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Full trees of random splits, and rows, the same in every run. All numbers are 32-bit floats, so
 * that a peer that computes in those goes the same ways.
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record ForestWorkload(
    int trees,
    int[] features,
    double[] thresholds,
    int[] rights,
    double[] values,
    double[] rows,
    int count) {

  static final int WIDTH = 15;

  /**
   * Makes the workload.
   *
   * @param shape trees and depth, such as {@code 50x5}
   */
  static ForestWorkload of(String shape, int count) {
    String[] parts = shape.split("x", -1);
    int trees = Integer.parseInt(parts[0]);
    int depth = Integer.parseInt(parts[1]);
    int nodes = (1 << depth + 1) - 1;
    Random random = new Random(42);
    int[] features = new int[trees * nodes];
    double[] thresholds = new double[trees * nodes];
    int[] rights = new int[trees * nodes];
    double[] values = new double[trees << depth];
    int[] next = {0, 0};
    for (int tree = 0; tree < trees; tree++) {
      grow(depth, random, features, thresholds, rights, values, next);
    }
    double[] rows = new double[count * WIDTH];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = (float) random.nextGaussian();
    }
    return new ForestWorkload(trees, features, thresholds, rights, values, rows, count);
  }

  private static void grow(
      int depth,
      Random random,
      int[] features,
      double[] thresholds,
      int[] rights,
      double[] values,
      int[] next) {
    int node = next[0]++;
    if (depth == 0) {
      features[node] = Trees.LEAF;
      values[next[1]] = random.nextInt(64) / 64.0;
      rights[node] = next[1]++;
      return;
    }
    features[node] = random.nextInt(WIDTH);
    thresholds[node] = (float) random.nextGaussian();
    grow(depth - 1, random, features, thresholds, rights, values, next);
    rights[node] = next[0];
    grow(depth - 1, random, features, thresholds, rights, values, next);
  }

  ScoringPlan plan() {
    List<String> names = IntStream.range(0, WIDTH).mapToObj(i -> "x" + i).toList();
    int[] roots = IntStream.range(0, trees).map(tree -> tree * nodesOfATree()).toArray();
    Trees own = new Trees(roots, features, Vector.of(thresholds), rights, 1, Vector.of(values));
    return new ScoringPlan(
        ScoringPlan.numbers(names),
        List.of(new Numbers(names), new Forest(0, WIDTH, own)),
        List.of(new Output("sum", Output.Kind.VALUE, 1, 0, List.of())),
        Optional.of(new dev.ionosphere.models.scoring.AnomalyRule(0, 0, 1e9)));
  }

  int nodesOfATree() {
    return features.length / trees;
  }

  double[] row(int index) {
    return java.util.Arrays.copyOfRange(rows, index * WIDTH, (index + 1) * WIDTH);
  }
}
