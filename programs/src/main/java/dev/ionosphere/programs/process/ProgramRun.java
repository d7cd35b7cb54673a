package dev.ionosphere.programs.process;

import dev.ionosphere.programs.process.ProcessTable.Member;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A program under way, ours or one that an earlier worker started, or one that has ended.
 *
 * <p>Its output goes to files, never to pipes: nobody who does not read holds it up, and it
 * outlives whoever started it. How it ended is told by our own notes and by what its shell noted.
 */
public final class ProgramRun {

  private static final Duration LOOK = Duration.ofMillis(200);

  /** No process has this number. */
  private static final long NOBODY = -1;

  private final RunFolder folder;
  private final ProcessGroup group;
  private final Optional<ControlGroup> control;
  private final Optional<ProcessHandle> leader;
  private final Limits limits;
  private final Usage usage;
  private final Clock clock;

  private ProgramRun(
      RunFolder folder,
      ProcessGroup group,
      Optional<ControlGroup> control,
      Optional<ProcessHandle> leader,
      Limits limits,
      Instant started,
      Clock clock) {
    this.folder = folder;
    this.group = group;
    this.control = control;
    this.leader = leader;
    this.limits = limits;
    this.usage = new Usage(folder, group, control, limits, started, clock);
    this.clock = clock;
  }

  /**
   * Starts a program in a prepared folder.
   *
   * @throws IOException if it cannot be started; a word that is no program is told by its exit code
   *     127
   */
  public static ProgramRun start(RunFolder folder, ProgramLaunch launch, Clock clock)
      throws IOException {
    // The shell itself is one of them.
    Optional<ControlGroup> control = ControlGroup.make(folder, launch.limits().processes() + 1);
    Files.writeString(
        folder.launch(),
        LaunchScript.text(
            launch.words(),
            folder.exit().toString(),
            control.map(ControlGroup::joining).orElse(":")));
    ProcessBuilder builder =
        new ProcessBuilder("setsid", "sh", folder.launch().toString())
            .directory(folder.work().toFile())
            .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
            .redirectOutput(Redirect.appendTo(folder.raw().toFile()))
            .redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().putAll(launch.environment());
    builder.environment().put(ProgramLaunch.RUN_ID, launch.run());
    Process process = builder.start();
    ProcessFile.write(folder.process(), process.toHandle());
    return new ProgramRun(
        folder,
        new ProcessGroup(process.pid(), true, launch.run(), control),
        control,
        Optional.of(process.toHandle()),
        launch.limits(),
        clock.instant(),
        clock);
  }

  /** Finds a run again, whoever started it; empty if nothing was ever started for it. */
  public static Optional<ProgramRun> find(
      RunFolder folder, String run, Limits limits, Clock clock) {
    Optional<Long> noted = ProcessFile.pid(folder.process());
    // What is noted is what a program could have written as well, or what was true before the
    // machine was started anew.
    Optional<ProcessHandle> leader =
        (noted.isEmpty() && Files.exists(folder.launch())
                ? ProcessFile.search(folder.launch())
                : ProcessFile.find(folder.process()))
            .filter(process -> ProcessTable.isOf(process.pid(), run));
    // It may have ended before it was noted that it began.
    boolean begun = Files.exists(folder.process()) || Files.exists(folder.exit());
    if (leader.isEmpty() && !begun) {
      return Optional.empty();
    }
    long pid = leader.map(ProcessHandle::pid).or(() -> noted).orElse(NOBODY);
    Instant started =
        leader.flatMap(process -> process.info().startInstant()).orElseGet(clock::instant);
    Optional<ControlGroup> control = ControlGroup.find(folder);
    return Optional.of(
        new ProgramRun(
            folder,
            new ProcessGroup(pid, leader.isPresent(), run, control),
            control,
            leader,
            limits,
            started,
            clock));
  }

  /** Whether it is under way. */
  public boolean isAlive() {
    return leader.filter(ProcessHandle::isAlive).isPresent();
  }

  /**
   * Waits for the end, at most so long, and ends it where it goes over its limits; empty if it is
   * still under way then.
   */
  public Optional<ProgramEnd> await(Duration atMost) throws InterruptedException, IOException {
    Instant until = clock.instant().plus(atMost);
    while (true) {
      if (!aliveAfter(LOOK)) {
        return Optional.of(ended());
      }
      Optional<String> over = usage.overLimit();
      if (over.isPresent()) {
        folder.tell("\nionosphere: the program is ended: " + over.get());
        // More and more processes are not asked, others are.
        end(over.get(), usage.isTooMany(group.members()) ? Duration.ZERO : limits.grace());
        return Optional.of(new ProgramEnd.OverLimit(over.get()));
      }
      if (!clock.instant().isBefore(until)) {
        return Optional.empty();
      }
    }
  }

  /**
   * Asks it to end, by a file and a signal, and ends it by force after its grace. None of its
   * processes is left then.
   */
  public void stop() throws InterruptedException, IOException {
    if (isAlive()) {
      end("stopped", limits.grace());
    }
  }

  private void end(String why, Duration grace) throws InterruptedException, IOException {
    Optional<IOException> unwritten = note(why);
    if (!grace.isZero()) {
      group.terminate();
    }
    Instant force = clock.instant().plus(grace);
    while (!group.members().isEmpty() && clock.instant().isBefore(force)) {
      TimeUnit.MILLISECONDS.sleep(LOOK.toMillis() / 4);
    }
    killed();
    // What it had filled the disk with may be gone by now.
    if (unwritten.isPresent() && Files.notExists(folder.ended()) && note(why).isPresent()) {
      throw unwritten.get();
    }
  }

  /** It is ended all the same if that cannot be noted: perhaps as it has filled the disk. */
  private Optional<IOException> note(String why) {
    Optional<IOException> unwritten = Optional.empty();
    try {
      if (!Files.exists(folder.ended())) {
        // Whole or not at all: half a word would be another reason.
        Path partial = folder.ended().resolveSibling("ended.partial");
        Files.writeString(partial, why);
        Files.move(partial, folder.ended(), StandardCopyOption.ATOMIC_MOVE);
      }
    } catch (IOException full) {
      unwritten = Optional.of(full);
    }
    try {
      Files.write(folder.stop(), new byte[0]);
    } catch (IOException full) {
      unwritten = unwritten.or(() -> Optional.of(full));
    }
    return unwritten;
  }

  private void killed() throws InterruptedException {
    if (!group.kill()) {
      folder.tell("\nionosphere: %d processes cannot be ended".formatted(group.members().size()));
    }
    control.ifPresent(ControlGroup::remove);
  }

  /** What its shell noted; what it left behind is ended first. */
  private ProgramEnd ended() throws InterruptedException, IOException {
    List<Member> strays = group.members();
    boolean refused = usage.isTooMany(strays);
    if (!strays.isEmpty()) {
      folder.tell(
          "\nionosphere: the program ended and left %d processes (%s), which are ended"
              .formatted(strays.size(), strays.getFirst().name()));
      group.terminate();
    }
    killed();
    if (Files.exists(folder.ended())) {
      String why = Files.readString(folder.ended());
      return why.equals("stopped") ? new ProgramEnd.Stopped() : new ProgramEnd.OverLimit(why);
    }
    try {
      int code = Integer.parseInt(Files.readString(folder.exit()).strip());
      return code != 0 && refused
          ? new ProgramEnd.OverLimit(usage.tooMany())
          : new ProgramEnd.Exited(code, strays.size());
    } catch (IOException | NumberFormatException unknown) {
      return new ProgramEnd.Lost();
    }
  }

  private boolean aliveAfter(Duration look) throws InterruptedException {
    if (leader.isEmpty()) {
      return false;
    }
    try {
      leader.get().onExit().get(look.toMillis(), TimeUnit.MILLISECONDS);
      return false;
    } catch (TimeoutException alive) {
      return true;
    } catch (ExecutionException impossible) {
      throw new IllegalStateException("waiting for process " + group.leader(), impossible);
    }
  }
}
