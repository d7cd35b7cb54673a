package dev.ionosphere.activities.engine;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The end of a file that grows, whatever its size. */
public final class LogTail {
  private static final int MOST_BYTES = 64 * 1024;
  private static final int LONGEST_LINE = 1000;

  private LogTail() {}

  /** The newest lines, oldest first; longer lines are cut. Empty if there is no file. */
  public static List<String> lines(Path file, int most) {
    return wholeLines(file, most).stream()
        .map(line -> line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) + "…" : line)
        .toList();
  }

  /** The newest lines that have been written to their end, oldest first. */
  static List<String> wholeLines(Path file, int most) {
    if (!Files.isRegularFile(file)) {
      return List.of();
    }
    try (RandomAccessFile content = new RandomAccessFile(file.toFile(), "r")) {
      long size = content.length();
      int length = (int) Math.min(size, MOST_BYTES);
      byte[] bytes = new byte[length];
      content.seek(size - length);
      content.readFully(bytes);
      return lines(new String(bytes, StandardCharsets.UTF_8), size > length, most);
    } catch (IOException unreadable) {
      return List.of();
    }
  }

  private static List<String> lines(String text, boolean cut, int most) {
    int end = text.lastIndexOf('\n');
    List<String> lines =
        end < 0 ? List.of() : new ArrayList<>(Arrays.asList(text.substring(0, end).split("\n")));
    int first = Math.max(cut ? 1 : 0, lines.size() - most);
    return lines.stream().skip(first).toList();
  }
}
