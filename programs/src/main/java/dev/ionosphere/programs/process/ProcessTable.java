package dev.ionosphere.programs.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The processes of a run, as Linux's {@code /proc} has them. */
final class ProcessTable {

  private static final Path PROC = Path.of("/proc");
  private static final long PAGE = 4096;

  private ProcessTable() {}

  /**
   * A process of a run.
   *
   * @param session pid of its session's leader
   * @param name as the system knows it, at most 15 characters
   * @param residentBytes shared pages included
   */
  record Member(long pid, long session, String name, long residentBytes) {}

  /**
   * What is in the session, and whatever carries the run's id or is controlled, and has left it.
   * Zombies are none.
   *
   * @param session pid of its leader; that number may be another's by now
   * @param known whether the session is known to be the run's; else one that holds none of the
   *     run's processes is a stranger's
   * @param controlled numbers of processes that are the run's for sure
   */
  static List<Member> of(long session, boolean known, String run, Set<Long> controlled) {
    List<Member> marked = new ArrayList<>();
    List<Member> plain = new ArrayList<>();
    byte[] mark = mark(run);
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
      for (Path process : processes) {
        member(process)
            .ifPresent(member -> {
              if (controlled.contains(member.pid()) || carries(process.resolve("environ"), mark)) {
                marked.add(member);
              } else if (member.session() == session) {
                plain.add(member);
              }
            });
      }
    } catch (IOException unreadable) {
      return marked;
    }
    if (known || marked.stream().anyMatch(member -> member.session() == session)) {
      marked.addAll(plain);
    }
    return marked;
  }

  /** Whether a process carries the run's id. */
  static boolean isOf(long process, String run) {
    return carries(PROC.resolve(Long.toString(process)).resolve("environ"), mark(run));
  }

  private static byte[] mark(String run) {
    return (ProgramLaunch.RUN_ID + "=" + run + "\0").getBytes(StandardCharsets.UTF_8);
  }

  private static Optional<Member> member(Path process) {
    try {
      String stat = Files.readString(process.resolve("stat"), StandardCharsets.ISO_8859_1);
      int open = stat.indexOf('(');
      int close = stat.lastIndexOf(')');
      String[] fields = stat.substring(close + 2).split(" ");
      // After the name: state, parent, group, session, ...; the 22nd is the resident pages.
      boolean dead = fields[0].equals("Z") || fields[0].equals("X");
      return dead
          ? Optional.empty()
          : Optional.of(
              new Member(
                  Long.parseLong(stat.substring(0, open).strip()),
                  Long.parseLong(fields[3]),
                  stat.substring(open + 1, close),
                  Long.parseLong(fields[21]) * PAGE));
    } catch (IOException | RuntimeException gone) {
      return Optional.empty();
    }
  }

  private static boolean carries(Path environment, byte[] mark) {
    try {
      byte[] bytes = Files.readAllBytes(environment);
      for (int at = 0; at + mark.length <= bytes.length; at++) {
        boolean begins = at == 0 || bytes[at - 1] == 0;
        if (begins && matches(bytes, at, mark)) {
          return true;
        }
      }
      return false;
    } catch (IOException notOurs) {
      return false;
    }
  }

  private static boolean matches(byte[] bytes, int at, byte[] mark) {
    for (int i = 0; i < mark.length; i++) {
      if (bytes[at + i] != mark[i]) {
        return false;
      }
    }
    return true;
  }
}
