package dev.ionosphere.edge.log;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The last lines that were logged, so that people can read them without a shell on the device. */
public final class RecentLines {

  static final int MOST_LINES = 200;
  static final int LONGEST = 500;

  private static final RecentLines OF_THE_PROCESS = new RecentLines();

  private final Deque<String> lines = new ArrayDeque<>();

  /** Those of {@link LineLogging}. */
  public static RecentLines ofTheProcess() {
    return OF_THE_PROCESS;
  }

  synchronized void add(String line) {
    if (lines.size() == MOST_LINES) {
      lines.removeFirst();
    }
    lines.addLast(line.length() > LONGEST ? line.substring(0, LONGEST - 1) + "…" : line);
  }

  /** Oldest first. */
  public synchronized List<String> lines() {
    return List.copyOf(lines);
  }
}
