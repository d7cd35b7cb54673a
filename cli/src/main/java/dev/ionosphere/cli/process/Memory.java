package dev.ionosphere.cli.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/** Resident memory of a process. */
public final class Memory {
  private Memory() {}

  /** Kilobytes, empty if the process is gone or the system does not say. */
  public static OptionalLong residentKilobytes(long pid) {
    Path status = Path.of("/proc", Long.toString(pid), "status");
    try {
      if (Files.isReadable(status)) {
        return Files.readAllLines(status).stream()
            .filter(line -> line.startsWith("VmRSS:"))
            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
            .findFirst();
      }
      if (!Files.isDirectory(Path.of("/proc/self"))) { // macOS
        Process ps = new ProcessBuilder("ps", "-o", "rss=", "-p", Long.toString(pid)).start();
        String answer =
            new String(ps.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        return answer.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(answer));
      }
    } catch (IOException | NumberFormatException gone) {
      // it ended while we looked
    }
    return OptionalLong.empty();
  }

  /**
   * What one of our processes may use while idle, in MB.
   *
   * @param process its name in the process table
   */
  public static OptionalLong limitMegabytes(String process) {
    if (process.startsWith("edge:")) {
      return OptionalLong.of(128);
    }
    return switch (process) {
      case "hub" -> OptionalLong.of(350);
      case "worker-cloud" -> OptionalLong.of(300);
      default -> OptionalLong.empty();
    };
  }
}
