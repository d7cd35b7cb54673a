package dev.ionosphere.cli.temporal;

import dev.ionosphere.cli.process.DetachedProcess;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Builds the Temporal server from the pinned module, once for each state of its {@code go.sum}. */
public final class TemporalBuild {
  private static final Pattern WANTED = Pattern.compile("go ([0-9]{1,4}(?:\\.[0-9]{1,4}){1,2})");

  private final Path module;
  private final Path cache;
  private final List<Path> toolchains;

  public TemporalBuild(Path module, Path cache) {
    // Its installer puts it there, and leaves the path to people.
    this(
        module,
        cache,
        Stream.concat(
                DetachedProcess.onPath("go").map(Path::of).stream(),
                Stream.of(Path.of("/usr/local/go/bin/go")))
            .toList());
  }

  /**
   * @param toolchains where Go may be
   */
  TemporalBuild(Path module, Path cache, List<Path> toolchains) {
    this.module = module;
    this.cache = cache;
    this.toolchains = List.copyOf(toolchains);
  }

  Path cached() {
    return cache.resolve("temporal-" + digest()).resolve("temporal");
  }

  /** Why it cannot be built here. */
  Optional<String> obstacle() {
    if (!Files.isReadable(module.resolve("go.sum"))) {
      return Optional.of("the module " + module + " is not there");
    }
    return switch (go()) {
      case GoLookup.Usable usable -> Optional.empty();
      case GoLookup.TooOld(Go go, String wanted) ->
          Optional.of(
              "no `temporal` 1.8 or newer, and Go %s at %s is too old to build it, %s is needed"
                  .formatted(go.version(), go.file(), wanted));
      case GoLookup.Missing(String wanted) ->
          Optional.of(
              "neither `temporal` 1.8 or newer nor Go %s to build it was found".formatted(wanted));
    };
  }

  /** The first that can build it, else the first there is. */
  GoLookup go() {
    String wanted = wanted();
    List<Go> found = toolchains.stream().map(Go::at).flatMap(Optional::stream).toList();
    Optional<Go> usable = found.stream().filter(go -> go.builds(wanted)).findFirst();
    if (usable.isPresent()) {
      return new GoLookup.Usable(usable.get(), wanted);
    }
    return found.isEmpty()
        ? new GoLookup.Missing(wanted)
        : new GoLookup.TooOld(found.getFirst(), wanted);
  }

  /** The module says it itself. */
  private String wanted() {
    try (Stream<String> lines = Files.lines(module.resolve("go.mod"))) {
      return lines
          .map(WANTED::matcher)
          .filter(Matcher::matches)
          .map(line -> line.group(1))
          .findFirst()
          .orElse("1.21");
    } catch (IOException absent) {
      return "1.21";
    }
  }

  /** Builds; says what went wrong if it did. */
  Optional<String> build(Progress progress) {
    Path target = cached();
    Path fresh = target.resolveSibling("temporal." + ProcessHandle.current().pid());
    Path log = target.resolveSibling("build.log");
    try {
      Files.createDirectories(target.getParent());
      ProcessBuilder builder =
          new ProcessBuilder(
                  List.of(
                      program(),
                      "build",
                      "-v",
                      "-trimpath",
                      // What the linker would leave out is not made either: an eighth of the time.
                      "-gcflags=all=-dwarf=false",
                      "-ldflags=-s -w",
                      "-o",
                      fresh.toString(),
                      "github.com/temporalio/cli/cmd/temporal"))
              .directory(module.toFile())
              .redirectErrorStream(true);
      builder.environment().put("CGO_ENABLED", "0");
      Process process = builder.start();
      Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
      long begun = System.nanoTime();
      int fetched = 0;
      int compiled = 0;
      try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
          java.io.BufferedWriter kept = Files.newBufferedWriter(log)) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          kept.write(line + "\n");
          if (line.startsWith("go: downloading")) {
            fetched++;
          } else {
            compiled++;
          }
          progress.at(fetched, compiled, Duration.ofNanos(System.nanoTime() - begun));
        }
      }
      int code = process.waitFor();
      if (code != 0) {
        return Optional.of("`go build` failed with code " + code + "; see " + log);
      }
      Files.move(
          fresh, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of("`go build` could not run: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.of("interrupted");
    }
  }

  private String program() throws IOException {
    if (go() instanceof GoLookup.Usable(Go go, String wanted)) {
      return go.file().toString();
    }
    throw new IOException("there is no Go " + wanted());
  }

  private String digest() {
    try {
      byte[] sum = Files.readAllBytes(module.resolve("go.sum"));
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(sum);
      return HexFormat.of().formatHex(digest, 0, 8);
    } catch (IOException absent) {
      return "unknown";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Told as the build goes on. */
  @FunctionalInterface
  public interface Progress {
    void at(int fetched, int compiled, Duration elapsed);
  }
}
