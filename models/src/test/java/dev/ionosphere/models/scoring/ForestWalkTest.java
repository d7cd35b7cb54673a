package dev.ionosphere.models.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.data.row.Column;
import dev.ionosphere.data.row.ColumnType;
import dev.ionosphere.data.row.Schema;
import dev.ionosphere.models.scoring.operator.Forest;
import dev.ionosphere.models.scoring.operator.Numbers;
import dev.ionosphere.models.scoring.operator.Trees;
import dev.ionosphere.models.scoring.operator.Vector;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntSupplier;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Trees of any shape, with numbers that differ in the last bit, against the plainest walk. */
class ForestWalkTest {

  private static final int WIDTH = 3;
  private static final double[] ODD = {
    0.0,
    -0.0,
    Double.MIN_VALUE,
    -Double.MIN_VALUE,
    1,
    Math.nextUp(1d),
    Math.nextDown(1d),
    -1,
    1e-300,
    Double.MAX_VALUE,
    -Double.MAX_VALUE
  };
  private static final double[] ODDER = {
    Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY
  };

  private final List<Integer> features = new ArrayList<>();
  private final List<Double> thresholds = new ArrayList<>();
  private final List<Integer> rights = new ArrayList<>();
  private int leaves;

  @Property(tries = 400)
  void everyRowComesToItsLeaf(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 20) int trees,
      @ForAll @IntRange(min = 1, max = 300) int count,
      @ForAll @IntRange(min = 1, max = 3) int values) {
    Random random = new Random(seed);
    int[] roots = grown(random, trees, () -> random.nextInt(40));
    double[] votes = random.doubles((long) leaves * values, -2, 2).toArray();
    assertWalks(plan(roots, values, votes).scorer(), random, count, roots, values, votes);
  }

  /** Arrays outside the heap stay there: trees that are copied for a block, and one too large. */
  @Property(tries = 40)
  void soItDoesWhereAFileIsMapped(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 300) int count) {
    Random random = new Random(seed);
    int[] roots = grown(random, 12, () -> random.nextInt(12) == 0 ? 4_200 : 300);
    double[] votes = random.doubles(leaves, -2, 2).toArray();
    byte[] bytes = plan(roots, 1, votes).toBytes();
    try (Arena arena = Arena.ofShared()) {
      MemorySegment outside = arena.allocate(bytes.length, 8);
      outside.copyFrom(MemorySegment.ofArray(bytes));
      ScoringPlan plan = ScoringPlan.read(outside);
      assertThat(plan.operators().get(1).kernel().getClass().getSimpleName())
          .isEqualTo("MappedForestKernel");
      assertWalks(plan.scorer(), random, count, roots, 1, votes);
    }
  }

  private int[] grown(Random random, int trees, IntSupplier splits) {
    features.clear();
    thresholds.clear();
    rights.clear();
    leaves = 0;
    int[] roots = new int[trees];
    for (int tree = 0; tree < trees; tree++) {
      roots[tree] = features.size();
      grow(random, splits.getAsInt());
    }
    return roots;
  }

  private void assertWalks(
      Scorer scorer, Random random, int count, int[] roots, int values, double[] votes) {
    double[] rows = new double[count * WIDTH];
    Arrays.setAll(rows, i -> number(random));
    Predictions said = scorer.newPredictions(count);
    scorer.score(rows, count, said);
    for (int r = 0; r < count; r++) {
      double[] row = Arrays.copyOfRange(rows, r * WIDTH, (r + 1) * WIDTH);
      double[] expected = plainly(roots, row, values, votes);
      for (int k = 0; k < values; k++) {
        assertThat(said.value(k, 0, r)).isEqualTo(expected[k]);
      }
      assertThat(scorer.score(row)).isEqualTo(said.prediction(r));
    }
  }

  private static double number(Random random) {
    double[] from = random.nextInt(8) == 0 ? ODDER : ODD;
    return from[random.nextInt(from.length)];
  }

  private ScoringPlan plan(int[] roots, int values, double[] votes) {
    Trees trees =
        new Trees(
            roots,
            features.stream().mapToInt(Integer::intValue).toArray(),
            Vector.of(thresholds.stream().mapToDouble(Double::doubleValue).toArray()),
            rights.stream().mapToInt(Integer::intValue).toArray(),
            values,
            Vector.of(votes));
    List<String> names = TestingPlans.names(WIDTH);
    List<Output> outputs = new ArrayList<>();
    for (int k = 0; k < values; k++) {
      outputs.add(new Output("x" + k, Output.Kind.VALUE, 1, k, List.of()));
    }
    return new ScoringPlan(
        new Schema(names.stream().map(name -> new Column(name, ColumnType.FLOAT64, true)).toList()),
        List.of(new Numbers(names), new Forest(0, WIDTH, trees)),
        outputs,
        Optional.of(new AnomalyRule(0, 0, 0)));
  }

  /** Splits off so many leaves, to one side more often than to the other. */
  private void grow(Random random, int splits) {
    int node = features.size();
    if (splits == 0) {
      features.add(Trees.LEAF);
      thresholds.add(0.0);
      rights.add(leaves++);
      return;
    }
    features.add(random.nextInt(WIDTH));
    thresholds.add(ODD[random.nextInt(ODD.length)]);
    rights.add(0);
    int left = random.nextInt(3) == 0 || splits > 60 ? random.nextInt(splits) : splits - 1;
    grow(random, left);
    rights.set(node, features.size());
    grow(random, splits - 1 - left);
  }

  private double[] plainly(int[] roots, double[] row, int values, double[] votes) {
    double[] sums = new double[values];
    for (int root : roots) {
      int node = root;
      while (features.get(node) != Trees.LEAF) {
        node = row[features.get(node)] <= thresholds.get(node) ? node + 1 : rights.get(node);
      }
      for (int k = 0; k < values; k++) {
        sums[k] += votes[rights.get(node) * values + k];
      }
    }
    return sums;
  }
}
