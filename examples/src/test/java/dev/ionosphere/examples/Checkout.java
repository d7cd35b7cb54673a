package dev.ionosphere.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Another commit of this repository, in a directory of its own. */
record Checkout(Path home) {

  private static final Duration LONGEST_BUILD = Duration.ofMinutes(20);
  private static final String STATE =
      "workflows/src/main/java/dev/ionosphere/workflows/machine/state/IonState.java";
  private static final Pattern RULES = Pattern.compile("(int RULES = )(\\d+);");

  /**
   * A clone in which that commit is checked out. One of an earlier test is taken as it is, with
   * what it has built.
   */
  static Checkout of(Path repository, String commit, Path directory) {
    String wanted = git(repository, "rev-parse", commit + "^{commit}").strip();
    Path home = directory.resolve(wanted);
    if (Files.notExists(home)) {
      git(repository, "clone", "-q", "--no-checkout", repository.toString(), home.toString());
      git(home, "checkout", "-q", "--detach", wanted);
    }
    return new Checkout(home);
  }

  static String commit(Path repository) {
    return git(repository, "log", "-1", "--format=%h %s").strip();
  }

  /** The rules that its IONs begin a run with. */
  int rules() throws IOException {
    return Integer.parseInt(found().group(2));
  }

  /** One commit on top: the same program, of a time when the rules were others. */
  void commitRules(int rules) throws IOException {
    String source = found().replaceFirst("$1" + rules + ";");
    Files.writeString(home.resolve(STATE), source);
    git(
        home,
        "-c",
        "user.name=soak",
        "-c",
        "user.email=soak@localhost",
        "commit",
        "-q",
        "-a",
        "-m",
        "Rules " + rules);
  }

  /** As {@code ./ion} builds, without checks. */
  void build() {
    run(Map.of("ION_BUILD", "auto"), List.of(home.resolve("ion").toString(), "--version"));
  }

  private Matcher found() throws IOException {
    Matcher found = RULES.matcher(Files.readString(home.resolve(STATE)));
    if (!found.find()) {
      throw new AssertionError(home.resolve(STATE) + " does not say " + RULES);
    }
    return found;
  }

  private static String git(Path repository, String... arguments) {
    List<String> command = new ArrayList<>(List.of("git", "-C", repository.toString()));
    command.addAll(List.of(arguments));
    return run(Map.of(), command);
  }

  private static String run(Map<String, String> environment, List<String> command) {
    Program.Result result = Program.run(environment, LONGEST_BUILD, command);
    if (result.exitCode() != 0) {
      throw new AssertionError(command + " ended with " + result);
    }
    return result.output();
  }
}
