package dev.ionosphere.cli.demo;

import dev.ionosphere.cli.process.Memory;
import dev.ionosphere.cli.process.RunningProcess;
import dev.ionosphere.cli.terminal.Table;
import dev.ionosphere.cli.terminal.Terminal;
import java.util.Map;
import java.util.OptionalLong;

/** The end of the story: what truly happened. */
record Summary(DemoOutput story) {
  void print(Verdict verdict) {
    Terminal terminal = story.terminal();
    story.chapter("What truly happened");
    for (Verdict.Step step : verdict.steps()) {
      story.plain(
          "  %s %-21s %s"
              .formatted(
                  step.happened() ? terminal.good("✓") : terminal.bad("✗"),
                  step.name(),
                  step.figures()));
    }
    story.plain("");
    story.plain(
        verdict.holds()
            ? terminal.good(
                "All of it, in %d:%02d."
                    .formatted(story.elapsed().toMinutes(), story.elapsed().toSecondsPart()))
            : terminal.bad("Not all of it."));
  }

  /** Memory that each process holds now, against its limit. */
  void memory(Map<String, RunningProcess> processes) {
    story.plain("");
    Table table = new Table("PROCESS", "MB", "LIMIT");
    for (Map.Entry<String, RunningProcess> process : processes.entrySet()) {
      OptionalLong used = Memory.residentKilobytes(process.getValue().pid());
      OptionalLong limit = Memory.limitMegabytes(process.getKey());
      if (used.isPresent()) {
        long megabytes = used.getAsLong() / 1024;
        boolean over = limit.isPresent() && megabytes > limit.getAsLong();
        table.row(
            process.getKey(),
            over ? story.terminal().bad(megabytes + "") : megabytes + "",
            limit.isPresent() ? limit.getAsLong() + "" : "-");
      }
    }
    table.lines(story.terminal()).forEach(story::plain);
  }
}
