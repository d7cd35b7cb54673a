package dev.ionosphere.cli.doctor;

import dev.ionosphere.cli.command.Session;
import dev.ionosphere.cli.process.DetachedProcess;
import dev.ionosphere.cli.process.Installation;
import dev.ionosphere.cli.temporal.Go;
import dev.ionosphere.cli.temporal.GoLookup;
import dev.ionosphere.cli.temporal.TemporalSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What the machine has of what Ionosphere needs. */
record SystemChecks(Session session) {
  private static final long DISK_WANTED = 4L << 30;
  private static final long MEMORY_WANTED_KB = 3L << 20;
  private static final int JDK = 25;

  List<Check> checks() {
    TemporalSource source = session.temporalFinder().look();
    GoLookup found = session.temporalFinder().go();
    Check temporal = temporal(source, found);
    Check go = go(found, !(source instanceof TemporalSource.TestServer));
    return List.of(jdk(), built(), maven(), temporal, go, spark(), disk(), memory());
  }

  private Check jdk() {
    String found = Runtime.version() + " at " + session.installation().javaHome();
    return Runtime.version().feature() == JDK
        ? Check.good("JDK", found)
        : Check.bad("JDK", found, "Install a JDK 25 and start with ./ion, which finds it.");
  }

  private Check built() {
    List<String> missing =
        Stream.of("api", "worker-cloud", "worker-edge", "worker-edge-temporal", "worker-edge-mqtt")
            .filter(module -> !session.installation().has(module))
            .toList();
    return missing.isEmpty()
        ? Check.good("build", session.installation().dist().toString())
        : Check.bad("build", "not built: " + missing, "Run ION_BUILD=always ./ion doctor.");
  }

  private Check maven() {
    return DetachedProcess.onPath("mvn")
        .map(mvn -> Check.good("Maven", firstLine(mvn, "--version").orElse(mvn)))
        .orElseGet(() ->
            Check.lacking(
                "Maven", "not on PATH", "Only needed to build: install Maven 3.8 or newer."));
  }

  static Check temporal(TemporalSource source, GoLookup go) {
    return switch (source) {
      case TemporalSource.Remote(String address) -> Check.good("Temporal", "at " + address);
      case TemporalSource.Program program ->
          Check.good(
              "Temporal", program.version() + ", " + program.found() + ": " + program.file());
      case TemporalSource.TestServer(String reason) ->
          go instanceof GoLookup.Usable
              ? Check.lacking(
                  "Temporal", reason, "`ion up` builds it once, in about three minutes.")
              : Check.bad(
                  "Temporal",
                  reason,
                  "Install Go %s or newer (https://go.dev/dl) or the temporal CLI"
                          .formatted(go.wanted())
                      + " (https://docs.temporal.io/cli).");
    };
  }

  /** Nothing but the first build of Temporal takes it. */
  static Check go(GoLookup found, boolean temporalIsThere) {
    String need =
        temporalIsThere ? "not needed, Temporal is there" : "needed once, to build Temporal";
    return switch (found) {
      case GoLookup.Usable(Go go, String wanted) ->
          Check.good(
              "Go",
              "%s at %s%s; %s"
                  .formatted(
                      go.version(),
                      go.file(),
                      go.atLeast(wanted) ? "" : ", fetches " + wanted + " by itself",
                      need));
      case GoLookup.TooOld(Go go, String wanted) ->
          lack(
              temporalIsThere,
              "%s at %s is too old, %s is wanted; %s"
                  .formatted(go.version(), go.file(), wanted, need),
              wanted);
      case GoLookup.Missing(String wanted) ->
          lack(temporalIsThere, "neither on PATH nor in /usr/local/go; " + need, wanted);
    };
  }

  private static Check lack(boolean temporalIsThere, String found, String wanted) {
    return temporalIsThere
        ? Check.good("Go", found)
        : Check.bad("Go", found, "Install Go %s or newer (https://go.dev/dl).".formatted(wanted));
  }

  private Check spark() {
    String given = session.environment().getOrDefault("SPARK_HOME", "");
    Installation installation = session.installation();
    Path home = given.isEmpty() ? installation.sparkHome() : Path.of(given);
    if (!Files.isDirectory(home.resolve("jars"))) {
      return Check.bad(
          "Spark",
          home + " has no jars",
          given.isEmpty()
              ? "Run ION_BUILD=always ./ion doctor."
              : "Point SPARK_HOME at a Spark 4 installation, or unset it.");
    }
    return Files.isReadable(installation.pipelines())
        ? Check.good("Spark", home + (given.isEmpty() ? " (our own)" : " (SPARK_HOME)"))
        : Check.bad("Spark", installation.pipelines() + " is missing", "Build again.");
  }

  private Check disk() {
    Path data = session.layout().data();
    while (!Files.exists(data) && data.getParent() != null) {
      data = data.getParent();
    }
    try {
      FileStore store = Files.getFileStore(data);
      long free = store.getUsableSpace();
      String found = "%.1f GB free for %s".formatted(free / 1e9, session.layout().data());
      return free > DISK_WANTED
          ? Check.good("disk", found)
          : Check.lacking("disk", found, "Models, logs and Spark want 4 GB.");
    } catch (IOException e) {
      return Check.lacking("disk", "unknown: " + e.getMessage(), "");
    }
  }

  private static Check memory() {
    Path file = Path.of("/proc/meminfo");
    try {
      if (Files.isReadable(file)) {
        long free =
            Files.readAllLines(file).stream()
                .filter(line -> line.startsWith("MemAvailable:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElse(0);
        String found = "%.1f GB free".formatted(free / 1e6);
        return free > MEMORY_WANTED_KB
            ? Check.good("memory", found)
            : Check.lacking("memory", found, "The demo with its training wants 3 GB.");
      }
    } catch (IOException unreadable) {
      // said below
    }
    return Check.good("memory", "not told by this system");
  }

  private static Optional<String> firstLine(String program, String argument) {
    try {
      Process process = new ProcessBuilder(program, argument).redirectErrorStream(true).start();
      String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().map(line -> line.replaceAll("\033\\[[0-9;]*m", "").strip()).findFirst();
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
