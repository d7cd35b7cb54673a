package dev.ionosphere.cli.terminal;

/** A progress bar in text, eighths of a column fine. */
public final class ProgressBar {
  private static final String[] EIGHTHS = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};

  private ProgressBar() {}

  /**
   * Draws it.
   *
   * @param fraction 0 to 1, anything else is clamped
   * @param width columns
   */
  public static String of(double fraction, int width) {
    double clamped = Double.isNaN(fraction) ? 0 : Math.max(0, Math.min(1, fraction));
    int eighths = (int) Math.floor(clamped * width * 8);
    String full = "█".repeat(eighths / 8) + EIGHTHS[eighths % 8];
    return full + "░".repeat(width - full.length());
  }
}
