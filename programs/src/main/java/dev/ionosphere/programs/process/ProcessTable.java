package dev.ionosphere.programs.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The processes of a run, as Linux's {@code /proc} has them. */
final class ProcessTable {

  private static final Path PROC = Path.of("/proc");
  private static final long PAGE = 4096;

  private ProcessTable() {}

  /**
   * A process of a run.
   *
   * @param name as the system knows it, at most 15 characters
   * @param residentBytes shared pages included
   */
  record Member(long pid, String name, long residentBytes) {}

  /**
   * What is in the session, and whatever carries the run's id and has left it. Zombies are none.
   *
   * @param session pid of its leader
   */
  static List<Member> of(long session, String run) {
    List<Member> members = new ArrayList<>();
    byte[] mark = (ProgramLaunch.RUN_ID + "=" + run + "\0").getBytes(StandardCharsets.UTF_8);
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
      for (Path process : processes) {
        member(process, session, mark).ifPresent(members::add);
      }
    } catch (IOException unreadable) {
      return members;
    }
    return members;
  }

  private static Optional<Member> member(Path process, long session, byte[] mark) {
    try {
      String stat = Files.readString(process.resolve("stat"), StandardCharsets.ISO_8859_1);
      int open = stat.indexOf('(');
      int close = stat.lastIndexOf(')');
      String[] fields = stat.substring(close + 2).split(" ");
      // After the name: state, parent, group, session, ...; the 22nd is the resident pages.
      boolean dead = fields[0].equals("Z") || fields[0].equals("X");
      boolean ours =
          Long.parseLong(fields[3]) == session
              || !dead && carries(process.resolve("environ"), mark);
      return dead || !ours
          ? Optional.empty()
          : Optional.of(
              new Member(
                  Long.parseLong(stat.substring(0, open).strip()),
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
