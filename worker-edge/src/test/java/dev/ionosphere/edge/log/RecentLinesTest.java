package dev.ionosphere.edge.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;

class RecentLinesTest {

  @Test
  void keepsTheLastLinesAndCutsLongOnes() {
    RecentLines lines = new RecentLines();
    for (int i = 0; i < 1_000; i++) {
      lines.add(i + "x".repeat(i));
    }
    assertThat(lines.lines()).hasSize(RecentLines.MOST_LINES);
    assertThat(lines.lines()).allSatisfy(l -> assertThat(l).hasSize(RecentLines.LONGEST));
    assertThat(lines.lines().getFirst()).startsWith("800x");
    assertThat(lines.lines().getLast()).startsWith("999x");
  }

  @Test
  void hasWhatTheAgentLogs() {
    new LineLogger("dev.ionosphere.Part", Level.INFO).warn("all {} of it", 7);
    assertThat(RecentLines.ofTheProcess().lines().getLast()).endsWith(" all 7 of it");
  }
}
