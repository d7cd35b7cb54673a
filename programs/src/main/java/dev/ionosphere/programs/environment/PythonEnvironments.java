package dev.ionosphere.programs.environment;

import dev.ionosphere.models.pack.Digest;
import dev.ionosphere.programs.process.RunFolder;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.ProcessBuilder.Redirect;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Python environments of lock files: each is made once, in a folder by the digest of the lock file
 * and of Python's version, and kept until there are too many. Safe for threads and processes.
 */
public final class PythonEnvironments {

  /** Written last: what has none is half an environment. */
  private static final String READY = "ready";

  private static final Duration LONGEST = Duration.ofMinutes(30);
  private static final int MOST_LINES = 20;
  private static final int MOST_FILES = 100;

  /** Another file of requirements or constraints. */
  private static final Pattern OTHER =
      Pattern.compile("(?m)^\\s*(?:-[rc]|--requirement|--constraint)[\\s=]*([^\\s#]+)");

  private static final Map<Path, Object> MAKING = new ConcurrentHashMap<>();

  private static final Set<String> HANDED_ON =
      Set.of(
          "PATH",
          "HOME",
          "LANG",
          "TMPDIR",
          "LD_LIBRARY_PATH",
          "HTTP_PROXY",
          "HTTPS_PROXY",
          "NO_PROXY",
          "SSL_CERT_FILE",
          "SSL_CERT_DIR",
          "REQUESTS_CA_BUNDLE");

  private final Path folder;
  private final String python;
  private final Optional<Path> wheels;
  private final int most;
  private final Clock clock;

  /**
   * @param folder of all environments
   * @param python program that makes them
   * @param wheels folder of packages; if there is one, nothing is fetched from elsewhere
   * @param most environments that are kept; those not used for longest go
   */
  public PythonEnvironments(
      Path folder, String python, Optional<Path> wheels, int most, Clock clock) {
    this.folder = folder.toAbsolutePath().normalize();
    this.python = python;
    this.wheels = wheels;
    this.most = most;
    this.clock = clock;
  }

  /**
   * The interpreter of a lock file's environment.
   *
   * @param lock requirements with versions
   * @param told hears what is done
   * @throws EnvironmentException if it cannot be met
   * @throws IOException if it cannot be made now
   */
  public Path of(Path lock, Consumer<String> told) throws IOException, InterruptedException {
    String version = version();
    String name =
        Digest.of((version + "\n" + text(lock)).getBytes(StandardCharsets.UTF_8))
            .hex()
            .substring(0, 24);
    Files.createDirectories(folder);
    Path place = folder.resolve(name);
    if (Files.notExists(place.resolve(READY))) {
      // Across threads by the monitor, across processes by the lock.
      synchronized (MAKING.computeIfAbsent(place, making -> new Object())) {
        try (RandomAccessFile file =
                new RandomAccessFile(folder.resolve(name + ".lock").toFile(), "rw");
            FileLock held = file.getChannel().lock()) {
          if (Files.notExists(place.resolve(READY))) {
            make(lock, version, place, told);
          }
        }
      }
      forgetOldest(place);
    }
    Files.setLastModifiedTime(place.resolve(READY), FileTime.from(clock.instant()));
    return place.resolve("bin/python");
  }

  /** What the file asks for, and the files that it names. */
  private static String text(Path lock) throws IOException {
    StringBuilder text = new StringBuilder();
    Deque<Path> files = new ArrayDeque<>(List.of(lock));
    Set<Path> seen = new HashSet<>(files);
    while (!files.isEmpty()) {
      Path file = files.removeFirst();
      String lines = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
      text.append(lines);
      for (MatchResult named : OTHER.matcher(lines).results().toList()) {
        Path other = file.resolveSibling(named.group(1)).normalize();
        if (seen.add(other) && seen.size() <= MOST_FILES && Files.isRegularFile(other)) {
          text.append('\n').append(named.group()).append('\n');
          files.addLast(other);
        }
      }
    }
    return text.toString();
  }

  private void make(Path lock, String version, Path place, Consumer<String> told)
      throws IOException, InterruptedException {
    long started = System.nanoTime();
    told.accept(
        "ionosphere: making a Python environment of %s with %s in %s%s"
            .formatted(
                lock.getFileName(),
                version,
                place,
                wheels.map(from -> ", from packages in " + from).orElse("")));
    RunFolder.delete(place);
    run(List.of(python, "-m", "venv", place.toString()), place, lock, told);
    List<String> install =
        new ArrayList<>(
            List.of(
                place.resolve("bin/python").toString(),
                "-m",
                "pip",
                "install",
                "--no-input",
                "--disable-pip-version-check",
                "--progress-bar",
                "off",
                "-r",
                lock.toString()));
    wheels.ifPresent(
        from -> install.addAll(List.of("--no-index", "--find-links", from.toString())));
    run(install, place, lock, told);
    Files.writeString(place.resolve(READY), version);
    told.accept(
        "ionosphere: the Python environment is ready after %d s"
            .formatted(Duration.ofNanos(System.nanoTime() - started).toSeconds()));
  }

  private void run(List<String> words, Path place, Path lock, Consumer<String> told)
      throws IOException, InterruptedException {
    Path log = place.resolveSibling(place.getFileName() + ".log");
    ProcessBuilder builder =
        new ProcessBuilder(words)
            .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
            .redirectOutput(log.toFile())
            .redirectErrorStream(true);
    // Packages run code of their own while they are installed.
    builder.environment().keySet().removeIf(name -> !isHandedOn(name));
    Process process = builder.start();
    try {
      boolean ended = process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS);
      List<String> lines = Files.readAllLines(log, StandardCharsets.ISO_8859_1);
      if (!ended) {
        throw new IOException(
            "%s is not installed after %s".formatted(lock.getFileName(), LONGEST));
      }
      if (process.exitValue() != 0) {
        lines.stream()
            .skip(Math.max(0, lines.size() - MOST_LINES))
            .forEach(line -> told.accept(line));
        throw failed(lock, lines);
      }
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      Files.deleteIfExists(log);
    }
  }

  private static boolean isHandedOn(String name) {
    String upper = name.toUpperCase(Locale.ROOT);
    return HANDED_ON.contains(upper) || upper.startsWith("PIP_") || upper.startsWith("LC_");
  }

  /** What pip says of a network that is not there comes first: after it, nothing is found. */
  private static IOException failed(Path lock, List<String> lines) {
    String all = String.join("\n", lines).toLowerCase(Locale.ROOT);
    String last =
        lines.reversed().stream()
            .filter(line -> line.startsWith("ERROR"))
            .findFirst()
            .orElse(lines.isEmpty() ? "no word" : lines.getLast());
    boolean away =
        Stream.of(
                "connection broken",
                "newconnectionerror",
                "read timed out",
                "temporary failure in name resolution",
                "no space left on device")
            .anyMatch(all::contains);
    if (away) {
      return new IOException("%s cannot be installed now: %s".formatted(lock.getFileName(), last));
    }
    throw new EnvironmentException("%s cannot be met: %s".formatted(lock.getFileName(), last));
  }

  private String version() throws IOException, InterruptedException {
    try {
      Process process = new ProcessBuilder(python, "--version").redirectErrorStream(true).start();
      String version =
          new String(process.getInputStream().readNBytes(200), StandardCharsets.UTF_8).strip();
      if (process.waitFor() == 0) {
        return version;
      }
    } catch (IOException none) {
      // Said below.
    }
    throw new EnvironmentException(
        "there is no Python here: '%s' is no program of this machine".formatted(python));
  }

  private void forgetOldest(Path used) throws IOException {
    List<Path> ready;
    try (Stream<Path> places = Files.list(folder)) {
      ready =
          places
              .filter(place -> Files.exists(place.resolve(READY)))
              .sorted(Comparator.comparing(PythonEnvironments::lastUse))
              .toList();
    }
    for (Path oldest : ready.subList(0, Math.max(0, ready.size() - most))) {
      if (!oldest.equals(used)) {
        Files.delete(oldest.resolve(READY));
        RunFolder.delete(oldest);
      }
    }
  }

  private static FileTime lastUse(Path place) {
    try {
      return Files.getLastModifiedTime(place.resolve(READY));
    } catch (IOException gone) {
      return FileTime.fromMillis(0);
    }
  }
}
