package dev.ionosphere.cli.demo;

import dev.ionosphere.cli.terminal.Terminal;

/** The end of the story: what truly happened. */
record Summary(Story story, Verdict verdict) {
  void print() {
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
}
