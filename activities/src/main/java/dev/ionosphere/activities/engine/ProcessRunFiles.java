package dev.ionosphere.activities.engine;

import dev.ionosphere.models.pack.Digest;
import dev.ionosphere.programs.component.ComponentFolder;
import dev.ionosphere.programs.process.Limits;
import dev.ionosphere.programs.process.RunFolder;
import dev.ionosphere.spec.component.Component;
import dev.ionosphere.spec.reader.ComponentReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What lies in the directory of a run beside the program's own folders. */
record ProcessRunFiles(RunDirectory directory, String run) {

  private static final int PROCESSES = 512;
  private static final Duration GRACE = Duration.ofSeconds(30);

  RunFolder folder() {
    return new RunFolder(directory.path());
  }

  /** Whether all that was promised is there. */
  boolean isFinished() {
    return Files.isDirectory(folder().outputs());
  }

  /** Whether somebody was told how the newest attempt ended. */
  boolean isReported() {
    return Files.exists(reported());
  }

  void report() throws IOException {
    Files.write(reported(), new byte[0]);
  }

  /** Counts the attempts, from 1. */
  int nextAttempt() throws IOException {
    Files.createDirectories(directory.path());
    Path file = directory.path().resolve("attempt");
    int attempt = attempt(file) + 1;
    Path partial = file.resolveSibling("attempt.partial");
    Files.writeString(partial, Integer.toString(attempt));
    Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    Files.deleteIfExists(reported());
    return attempt;
  }

  /** A note that a full disk cut, or a program spoiled, is none. */
  private static int attempt(Path file) throws IOException {
    if (Files.notExists(file)) {
      return 0;
    }
    try {
      return Integer.parseInt(Files.readString(file).strip());
    } catch (NumberFormatException | CharacterCodingException spoiled) {
      return 0;
    }
  }

  /** Keeps the manifest, so that the run can be found again without anything else. */
  void remember(byte[] manifest) throws IOException {
    Files.write(manifest(), manifest);
  }

  /** The component that runs here; empty if it is no run of a process. */
  Optional<Component> component() {
    try {
      return Files.exists(manifest())
              && ComponentReader.readBytes(Files.readAllBytes(manifest()))
                  instanceof ComponentReader.Result.Valid valid
          ? Optional.of(valid.component())
          : Optional.empty();
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }

  /** What the program may use; if its manifest cannot be read, what is usual. */
  Limits limits() {
    return component()
        .map(component -> Limits.of(component.resources()))
        .orElse(new Limits(Optional.empty(), Optional.empty(), PROCESSES, Optional.empty(), GRACE));
  }

  /** Notes what the program is given to read, before it begins. */
  void noteData(List<Path> inputs) throws IOException {
    Files.writeString(data(directory), InputDigest.of(inputs).value());
  }

  Digest data() throws IOException {
    return new Digest(Files.readString(data(directory)));
  }

  private static Path data(RunDirectory directory) {
    return directory.path().resolve("data.digest");
  }

  private Path manifest() {
    return directory.path().resolve(ComponentFolder.MANIFEST);
  }

  private Path reported() {
    return directory.path().resolve("reported");
  }
}
