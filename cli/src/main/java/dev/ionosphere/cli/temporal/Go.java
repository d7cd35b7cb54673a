package dev.ionosphere.cli.temporal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Go toolchain of this machine.
 *
 * @param version such as {@code 1.26.8}
 * @param fetches whether it fetches a newer toolchain for a module that wants one
 */
public record Go(Path file, String version, boolean fetches) {
  private static final Pattern VERSION = Pattern.compile("\\bgo([0-9]{1,4}(?:\\.[0-9]{1,4}){1,2})");

  /** Asks the program itself; empty if it is none, or none that runs. */
  static Optional<Go> at(Path file) {
    if (!Files.isExecutable(file) || Files.isDirectory(file)) {
      return Optional.empty();
    }
    return says(file, "version")
        .map(VERSION::matcher)
        .filter(Matcher::find)
        .map(found -> new Go(file, found.group(1), fetches(file)));
  }

  /** Of 1.21 and newer; older ones know no such setting and say nothing. */
  private static boolean fetches(Path file) {
    String setting = says(file, "env", "GOTOOLCHAIN").orElse("").strip();
    return setting.equals("auto") || setting.endsWith("+auto");
  }

  private static Optional<String> says(Path file, String... arguments) {
    String[] command = new String[arguments.length + 1];
    command[0] = file.toString();
    System.arraycopy(arguments, 0, command, 1, arguments.length);
    try {
      // Beside itself, where no module makes it take or fetch another version.
      Process process =
          new ProcessBuilder(command)
              .directory(file.resolveSibling(".").toFile())
              .redirectErrorStream(true)
              .start();
      return Optional.of(
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException notRunnable) {
      return Optional.empty();
    }
  }

  /** Whether it builds a module that wants this version. */
  boolean builds(String wanted) {
    return fetches || atLeast(wanted);
  }

  public boolean atLeast(String wanted) {
    String[] own = version.split("\\.", -1);
    String[] other = wanted.split("\\.", -1);
    for (int i = 0; i < other.length; i++) {
      int difference = (i < own.length ? Integer.parseInt(own[i]) : 0) - Integer.parseInt(other[i]);
      if (difference != 0) {
        return difference > 0;
      }
    }
    return true;
  }
}
