package dev.ionosphere.workflows.machine.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Whatever the graph and whatever happens in whatever order: what must always hold. {@code
 * -Dsequences=1000000 -Dsequences.from=7000000} tries others; a seed that failed once stays in
 * {@code seeds.txt} and is played first.
 */
class GeneratedSequencesTest {

  private static final int GRAPHS = 150;
  private static final int ACTS = 45;
  private static final int ENOUGH = 100;

  private final Map<String, Integer> seen = new ConcurrentHashMap<>();

  @Test
  void theInvariantsHold() throws IOException {
    for (String seed : seeds()) {
      play(Long.parseLong(seed));
    }
    int sequences = Integer.getInteger("sequences", 10_000);
    long from = Long.getLong("sequences.from", 1);
    LongStream.range(from, from + sequences).parallel().forEach(this::play);
    if (sequences >= 10_000) {
      assertThat(new TreeMap<>(seen))
          .as("everything came often enough to mean something")
          .containsKeys(EXPECTED)
          .extractingByKeys(EXPECTED)
          .allSatisfy(times -> assertThat(times).isGreaterThanOrEqualTo(ENOUGH));
    }
  }

  private static final String[] EXPECTED = {
    "approval/approval.decided",
    "approval/approval.escalated",
    "approval/approval.expired",
    "approval/approval.opened",
    "approval/approval.opened after all",
    "approval/approval.opened after any",
    "approval/approval.opened after atLeast",
    "approval/approval.opened after latest",
    "approval/approval.voided",
    "gate/gate.judged",
    "gate/gate.judged after all",
    "gate/gate.judged after any",
    "gate/gate.judged after latest",
    "inference/drift.cleared",
    "inference/drift.detected",
    "inference/model.proven",
    "inference/model.rejected",
    "inference/model.released",
    "inference/model.released after all",
    "inference/model.released after any",
    "inference/model.released after atLeast",
    "inference/model.released after latest",
    "inference/model.set",
    "ion/change.decided",
    "ion/change.proposed",
    "ion/change.withdrawn",
    "ion/command.refused",
    "ion/decision.refused",
    "ion/document.changed",
    "join/arrival.late all",
    "join/arrival.late atLeast",
    "join/join.failed all",
    "join/join.failed atLeast",
    "join/join.failed latest",
    "join/join.fired all",
    "join/join.fired atLeast",
    "join/join.fired latest",
    "join/token.superseded",
    "join/token.withdrawn",
    "notify/notice.failed",
    "notify/notice.sent",
    "training/event.suppressed",
    "training/run.skipped",
    "training/training.failed",
    "training/training.finished",
    "training/training.started",
    "training/training.stopped",
    "training/work.resumed",
    "training/work.waiting",
  };

  private static List<String> seeds() throws IOException {
    try (InputStream file = GeneratedSequencesTest.class.getResourceAsStream("seeds.txt")) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(line -> line.replaceAll("#.*", "").strip())
          .filter(line -> !line.isEmpty())
          .toList();
    }
  }

  private void play(long seed) {
    Random random = new Random(seed);
    long graph = random.nextInt(GRAPHS);
    List<GeneratedActs.Act> acts = GeneratedActs.list(random, 5 + random.nextInt(ACTS));
    try {
      GeneratedActs.play(graph, acts, seen);
    } catch (AssertionError | RuntimeException e) {
      List<GeneratedActs.Act> fewer = fewer(graph, acts);
      throw new AssertionError(
          "seed %d, graph %d fails with %s%n%s%n%s"
              .formatted(seed, graph, fewer, message(graph, fewer), GeneratedIon.of(graph).yaml()),
          e);
    }
  }

  /** Leaves out what is not needed to fail. */
  private static List<GeneratedActs.Act> fewer(long graph, List<GeneratedActs.Act> acts) {
    List<GeneratedActs.Act> least = new ArrayList<>(acts);
    for (int size = Math.max(1, least.size() / 2); size > 0; size /= 2) {
      for (int from = 0; from + size <= least.size(); ) {
        List<GeneratedActs.Act> without = new ArrayList<>(least);
        without.subList(from, from + size).clear();
        if (message(graph, without) == null) {
          from += size;
        } else {
          least = without;
        }
      }
    }
    return least;
  }

  private static String message(long graph, List<GeneratedActs.Act> acts) {
    try {
      GeneratedActs.play(graph, acts, new ConcurrentHashMap<>());
      return null;
    } catch (AssertionError | RuntimeException e) {
      return e.toString();
    }
  }
}
