package dev.ionosphere.cli.command;

import dev.ionosphere.cli.local.UpProgress;
import dev.ionosphere.cli.terminal.Terminal;
import java.util.List;

/** A line for each process; while one is busy its line is drawn again. */
public final class TerminalProgress implements UpProgress {
  private static final long SECONDS_BETWEEN_LINES = 20;

  private final Terminal terminal;
  private long lastLine = System.nanoTime();

  public TerminalProgress(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void working(String process, String what) {
    if (terminal.live()) {
      terminal.redraw(List.of("  %s %-13s %s".formatted(terminal.accent("…"), process, what)));
    } else if ((System.nanoTime() - lastLine) / 1_000_000_000L > SECONDS_BETWEEN_LINES) {
      lastLine = System.nanoTime();
      terminal.line("  … " + process + " " + what);
    }
  }

  @Override
  public void ready(String process, String detail) {
    terminal.line("  %s %-13s %s".formatted(terminal.good("✓"), process, terminal.dim(detail)));
  }

  @Override
  public void warning(String text) {
    terminal.line(terminal.warn("  ! " + text));
  }
}
