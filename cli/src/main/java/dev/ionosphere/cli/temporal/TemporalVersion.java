package dev.ionosphere.cli.temporal;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code temporal --version} says.
 *
 * @param cli such as {@code 1.8.2}; builds of the pinned module say {@code 0.0.0-DEV}
 * @param server such as {@code 1.31.2}
 */
public record TemporalVersion(String cli, String server) {
  private static final Pattern TEXT =
      Pattern.compile("temporal version (\\S+) \\(Server (\\d+)\\.(\\d+)\\.(\\S+?)[,)]");

  static Optional<TemporalVersion> parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    return matcher.find()
        ? Optional.of(
            new TemporalVersion(
                matcher.group(1),
                matcher.group(2) + "." + matcher.group(3) + "." + matcher.group(4)))
        : Optional.empty();
  }

  /** Older servers lack what we rely on: updates over HTTP, the settings of the dev server. */
  boolean newEnough() {
    return atLeast(server, 1, 31) && (cli.startsWith("0.0.0") || atLeast(cli, 1, 8));
  }

  private static boolean atLeast(String version, int major, int minor) {
    String[] parts = version.split("[.-]", -1);
    try {
      int gotMajor = Integer.parseInt(parts[0]);
      return gotMajor > major || (gotMajor == major && Integer.parseInt(parts[1]) >= minor);
    } catch (NumberFormatException | ArrayIndexOutOfBoundsException unknown) {
      return false;
    }
  }

  @Override
  public String toString() {
    return "server " + server;
  }
}
