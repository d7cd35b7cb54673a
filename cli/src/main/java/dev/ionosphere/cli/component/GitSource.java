package dev.ionosphere.cli.component;

import dev.ionosphere.cli.command.CommandFailedException;
import dev.ionosphere.cli.command.ExitCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A folder of a Git repository: {@code git+https://host/repo.git#commit:folder}.
 *
 * @param address of the repository
 * @param reference branch, tag or commit; empty: its default branch
 * @param folder within it; empty: its root
 */
record GitSource(String address, String reference, String folder) {

  static final String SCHEME = "git+";

  private static final Pattern FORM =
      Pattern.compile("git\\+((?:https|ssh|file)://[^#\\s]+)(?:#([\\w./-]*)(?::([\\w./ -]*))?)?");

  /**
   * Reads an address.
   *
   * @throws CommandFailedException if it is none
   */
  static GitSource of(String text) {
    Matcher parts = FORM.matcher(text);
    boolean fits = parts.matches();
    String reference = fits && parts.group(2) != null ? parts.group(2) : "";
    String folder = fits && parts.group(3) != null ? parts.group(3) : "";
    if (!fits || reference.startsWith("-") || folder.contains("..") || folder.startsWith("/")) {
      throw new CommandFailedException(
          ExitCode.USAGE,
          "'%s' is no address of Git, allowed is git+https://host/repo.git#COMMIT:FOLDER (also git+ssh, git+file)"
              .formatted(text));
    }
    return new GitSource(parts.group(1), reference, folder);
  }

  /** The address for others: without the password or token that somebody wrote into it. */
  String shown() {
    return address.startsWith("ssh:")
        ? address.replaceFirst("^(ssh://[^/@:]*):[^/]*@", "$1@")
        : address.replaceFirst("^(\\w+://)[^/]*@", "$1");
  }

  /**
   * Makes a checkout.
   *
   * @return the commit
   */
  String fetch(Path checkout) throws IOException {
    run(List.of("git", "clone", "--quiet", "--no-checkout", "--", address, checkout.toString()));
    String wanted = reference.isEmpty() ? "HEAD" : reference;
    String commit = commit(checkout, wanted);
    run(List.of("git", "-C", checkout.toString(), "checkout", "--quiet", "--detach", commit));
    return commit;
  }

  private static String commit(Path checkout, String wanted) throws IOException {
    try {
      return parsed(checkout, wanted);
    } catch (IOException unknown) {
      return parsed(checkout, "origin/" + wanted);
    }
  }

  private static String parsed(Path checkout, String wanted) throws IOException {
    return run(List.of(
            "git",
            "-C",
            checkout.toString(),
            "rev-parse",
            "--verify",
            "--quiet",
            wanted + "^{commit}"))
        .strip();
  }

  private static String run(List<String> words) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
    builder.environment().put("GIT_TERMINAL_PROMPT", "0");
    Process git = builder.start();
    git.getOutputStream().close();
    String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (git.waitFor() != 0) {
        throw new IOException(
            said.isBlank()
                ? String.join(" ", words) + " failed"
                : said.lines().reduce((first, last) -> last).orElse(said));
      }
    } catch (InterruptedException interrupted) {
      git.destroy();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", interrupted);
    }
    return said;
  }
}
