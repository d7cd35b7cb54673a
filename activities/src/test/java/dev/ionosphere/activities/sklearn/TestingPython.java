package dev.ionosphere.activities.sklearn;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ionosphere.models.pack.Digest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A Python environment with the packages of a lock file, kept under {@code
 * ~/.cache/ionosphere/python} by the digest of the lock and of the interpreter: made once, with the
 * network, and used without it afterwards. A test that needs it is skipped, with what is missing,
 * where there is no such interpreter, or no network to make it.
 */
record TestingPython(Path interpreter) {

  private static final Path KEPT =
      Path.of(System.getProperty("user.home"), ".cache", "ionosphere", "python");

  /** What pip says where the network is not there; a lock that cannot be met is a failure. */
  private static final List<String> NO_NETWORK =
      List.of(
          "newconnectionerror",
          "failed to establish",
          "name resolution",
          "proxyerror",
          "connecttimeout",
          "network is unreachable");

  /** What a program said, output and errors together. */
  record Said(int code, String text) {

    String lastLine() {
      return text.lines().filter(line -> !line.isBlank()).reduce("", (first, last) -> last);
    }
  }

  /**
   * The environment of a lock file.
   *
   * @param leastMinor least minor version of Python 3 that its packages run on
   */
  static TestingPython of(Path lock, int leastMinor) throws IOException {
    Said version = versionOfPath();
    assumeTrue(version.code() == 0, "no python3 on the PATH: " + version.lastLine());
    String found = version.lastLine();
    assumeTrue(
        Integer.parseInt(found.split("\\.")[1]) >= leastMinor,
        "python3 is " + found + ", the lock needs 3." + leastMinor + " or newer");
    byte[] content = Files.readAllBytes(lock);
    String digest =
        Digest.of(
                (new String(content, StandardCharsets.UTF_8) + found)
                    .getBytes(StandardCharsets.UTF_8))
            .hex();
    Path kept = KEPT.resolve(digest);
    if (!Files.isDirectory(kept)) {
      make(lock, kept);
    }
    return new TestingPython(kept.resolve("bin/python"));
  }

  private static Said versionOfPath() {
    try {
      return run(
          List.of("python3", "-c", "import platform; print(platform.python_version())"), Map.of());
    } catch (UncheckedIOException e) {
      return new Said(-1, String.valueOf(e.getCause().getMessage()));
    }
  }

  /** Beside its place, so that nobody finds half of it; whoever is first has it. */
  private static void make(Path lock, Path kept) throws IOException {
    Files.createDirectories(KEPT);
    Path making = Files.createTempDirectory(KEPT, "making-");
    try {
      Said venv = run(List.of("python3", "-m", "venv", making.toString()), Map.of());
      assumeTrue(venv.code() == 0, "python3 has no venv: " + venv.lastLine());
      String python = making.resolve("bin/python").toString();
      Said installed =
          run(List.of(python, "-m", "pip", "install", "-r", lock.toString()), Map.of());
      if (installed.code() != 0) {
        String said = installed.text().toLowerCase(Locale.ROOT);
        assumeTrue(
            NO_NETWORK.stream().noneMatch(said::contains),
            "no network to install " + lock.getFileName() + ": " + installed.lastLine());
        throw new IllegalStateException("pip cannot install " + lock + ":\n" + installed.text());
      }
      move(making, kept);
    } finally {
      delete(making);
    }
  }

  private static void move(Path making, Path kept) throws IOException {
    try {
      Files.move(making, kept, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException | FileAlreadyExistsException e) {
      throw e;
    } catch (FileSystemException e) {
      if (!Files.isDirectory(kept)) {
        throw e;
      }
      // Another build was first.
    }
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  /** Runs a program of the environment to its end. */
  Said run(Map<String, String> environment, String... arguments) {
    return run(
        Stream.concat(Stream.of(interpreter.toString()), Stream.of(arguments)).toList(),
        environment);
  }

  private static Said run(List<String> command, Map<String, String> environment) {
    try {
      Path output = Files.createTempFile("python", ".txt");
      try {
        ProcessBuilder builder =
            new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        if (!process.waitFor(10, TimeUnit.MINUTES)) {
          process.destroyForcibly();
        }
        return new Said(process.waitFor(), Files.readString(output));
      } finally {
        Files.delete(output);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while " + command.get(0) + " ran", e);
    }
  }
}
