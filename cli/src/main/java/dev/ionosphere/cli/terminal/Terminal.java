package dev.ionosphere.cli.terminal;

import java.io.PrintStream;
import java.util.List;
import java.util.Map;

/**
 * Where the story is told. Colours and redrawn lines only if a person looks at it.
 *
 * <p>Not safe for several threads: one thread tells the story.
 */
public final class Terminal {
  private static final int DEFAULT_WIDTH = 100;

  private final PrintStream out;
  private final PrintStream err;
  private final boolean live;
  private final boolean colour;
  private final int width;
  private int liveLines;

  public Terminal(PrintStream out, PrintStream err, boolean live, boolean colour, int width) {
    this.out = out;
    this.err = err;
    this.live = live;
    this.colour = colour;
    this.width = width;
  }

  /**
   * The terminal of this process.
   *
   * @param columns width of the terminal, 0 when output is piped
   */
  public static Terminal of(
      PrintStream out, PrintStream err, Map<String, String> environment, int columns) {
    boolean dumb = "dumb".equals(environment.get("TERM"));
    boolean live = columns > 0 && !dumb;
    boolean colour = live && environment.getOrDefault("NO_COLOR", "").isEmpty();
    return new Terminal(out, err, live, colour, columns > 0 ? columns : DEFAULT_WIDTH);
  }

  /** Whether lines can be drawn again, for progress. */
  public boolean live() {
    return live;
  }

  public int width() {
    return width;
  }

  public void line(String text) {
    clearLive();
    out.println(text);
    out.flush();
  }

  public void line() {
    line("");
  }

  /** Text as it is, for other programs. */
  public void raw(String text) {
    out.print(text);
    out.flush();
  }

  public void error(String text) {
    clearLive();
    out.flush();
    err.println(text);
    err.flush();
  }

  /** Lines that the next call replaces; nothing when output is piped. */
  public void redraw(List<String> lines) {
    if (!live || (lines.isEmpty() && liveLines == 0)) {
      return;
    }
    StringBuilder text = new StringBuilder();
    if (liveLines > 0) {
      text.append("\033[").append(liveLines).append('A');
    }
    for (String line : lines) {
      text.append("\033[2K").append(Style.clip(line, width)).append('\n');
    }
    text.append("\033[J");
    out.print(text);
    out.flush();
    liveLines = lines.size();
  }

  /** Takes the redrawn lines away. */
  public void clearLive() {
    if (liveLines > 0) {
      out.print("\033[" + liveLines + "A\033[J");
      liveLines = 0;
    }
  }

  public String styled(Style style, String text) {
    return colour ? style.apply(text) : text;
  }

  public String bold(String text) {
    return styled(Style.BOLD, text);
  }

  public String dim(String text) {
    return styled(Style.DIM, text);
  }

  public String good(String text) {
    return styled(Style.GOOD, text);
  }

  public String warn(String text) {
    return styled(Style.WARN, text);
  }

  public String bad(String text) {
    return styled(Style.BAD, text);
  }

  public String accent(String text) {
    return styled(Style.ACCENT, text);
  }
}
