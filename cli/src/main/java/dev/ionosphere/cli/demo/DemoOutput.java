package dev.ionosphere.cli.demo;

import dev.ionosphere.cli.terminal.ProgressBar;
import dev.ionosphere.cli.terminal.Style;
import dev.ionosphere.cli.terminal.Terminal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Tells the demo: a line for what happened, with the time since the start; bars for what goes on.
 */
final class DemoOutput {
  // leaves 37 of 80 columns for what is said beside it
  private static final int BAR = 20;
  private static final int NAME = 11;

  private final Terminal terminal;
  private final Clock clock;
  private final Instant begun;

  DemoOutput(Terminal terminal, Clock clock) {
    this.terminal = terminal;
    this.clock = clock;
    this.begun = clock.instant();
  }

  Terminal terminal() {
    return terminal;
  }

  Duration elapsed() {
    return Duration.between(begun, clock.instant());
  }

  void title(String title, String subtitle) {
    terminal.line();
    terminal.line("  " + terminal.bold(title));
    terminal.line("  " + terminal.dim(subtitle));
    terminal.line();
  }

  void chapter(String title) {
    terminal.line();
    terminal.line("  " + terminal.bold(title));
  }

  /** Something that happened. */
  void tell(String who, String what) {
    say(terminal.accent(padded(who)), what);
  }

  void good(String who, String what) {
    say(terminal.good(padded(who)), what);
  }

  void notable(String who, String what) {
    say(terminal.warn(padded(who)), what);
  }

  void bad(String who, String what) {
    say(terminal.bad(padded(who)), what);
  }

  private void say(String who, String what) {
    terminal.line("  " + terminal.dim(time()) + "  " + who + " " + Style.withoutControls(what));
  }

  void plain(String text) {
    terminal.line("  " + text);
  }

  String time() {
    Duration elapsed = elapsed();
    return "%3d:%02d".formatted(elapsed.toMinutes(), elapsed.toSecondsPart());
  }

  String bar(String name, double fraction, String detail) {
    return "          %s %s %s"
        .formatted(
            terminal.accent(padded(name)),
            ProgressBar.of(fraction, BAR),
            Style.withoutControls(detail));
  }

  void bars(List<String> bars) {
    List<String> lines = new ArrayList<>();
    if (!bars.isEmpty()) {
      lines.add("");
      lines.addAll(bars);
    }
    terminal.redraw(lines);
  }

  private static String padded(String text) {
    return text + " ".repeat(Math.max(0, NAME - text.length()));
  }
}
