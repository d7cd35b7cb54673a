package dev.ionosphere.programs.process;

import dev.ionosphere.programs.process.ProcessTable.Member;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a run uses, against what it may use. */
final class Usage {

  /** Folders are walked for it. */
  private static final Duration DISK_LOOK = Duration.ofSeconds(2);

  private final RunFolder folder;
  private final ProcessGroup group;
  private final Optional<ControlGroup> control;
  private final Limits limits;
  private final Instant started;
  private final Clock clock;
  private Instant diskLook = Instant.EPOCH;

  Usage(
      RunFolder folder,
      ProcessGroup group,
      Optional<ControlGroup> control,
      Limits limits,
      Instant started,
      Clock clock) {
    this.folder = folder;
    this.group = group;
    this.control = control;
    this.limits = limits;
    this.started = started;
    this.clock = clock;
  }

  /** What it uses more of than it may, for people; empty if there is nothing. */
  Optional<String> overLimit() throws IOException {
    if (limits.timeout().filter(most -> clock.instant().isAfter(started.plus(most))).isPresent()) {
      return Optional.of("it took longer than %s".formatted(words(limits.timeout().get())));
    }
    List<Member> members = group.members();
    if (isTooMany(members)) {
      return Optional.of(tooMany());
    }
    long resident = members.stream().mapToLong(Member::residentBytes).sum();
    if (limits.memoryBytes().filter(most -> resident > most).isPresent()) {
      return Optional.of(
          "it used %s of memory, allowed are %s"
              .formatted(amount(resident), amount(limits.memoryBytes().get())));
    }
    Instant now = clock.instant();
    if (limits.diskBytes().isPresent() && now.isAfter(diskLook.plus(DISK_LOOK))) {
      diskLook = now;
      long written = written(folder);
      if (written > limits.diskBytes().get()) {
        return Optional.of(
            "it wrote %s, allowed are %s"
                .formatted(amount(written), amount(limits.diskBytes().get())));
      }
    }
    return Optional.empty();
  }

  String tooMany() {
    return "it wanted more processes than the %d that are allowed".formatted(limits.processes());
  }

  boolean isTooMany(List<Member> members) {
    return members.size() > limits.processes() + 1
        || control.filter(ControlGroup::wantedMore).isPresent();
  }

  /** Messages are given back to the disk as they are read, though their file stays as long. */
  private static long written(RunFolder folder) throws IOException {
    long[] bytes = {0};
    Files.walkFileTree(
        folder.path(),
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            boolean counts = attributes.isRegularFile() && !file.equals(folder.messages());
            bytes[0] += counts ? attributes.size() : 0;
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException gone) {
            return FileVisitResult.CONTINUE;
          }
        });
    return bytes[0];
  }

  private static String amount(long bytes) {
    return bytes < 1L << 30
        ? "%.0f MiB".formatted(bytes / (double) (1 << 20))
        : "%.1f GiB".formatted(bytes / (double) (1 << 30));
  }

  private static String words(Duration duration) {
    return duration.toString().substring(2).toLowerCase(Locale.ROOT);
  }
}
