package dev.ionosphere.cli.component;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Lines that were added to a file since the last look. */
final class NewLines {

  private static final int MOST = 1 << 20;

  private final Path file;
  private long position;

  NewLines(Path file) {
    this.file = file;
  }

  List<String> read() throws IOException {
    if (Files.notExists(file)) {
      return List.of();
    }
    try (RandomAccessFile content = new RandomAccessFile(file.toFile(), "r")) {
      if (content.length() < position) {
        // Another file has taken its place.
        position = 0;
      }
      byte[] bytes = new byte[(int) Math.min(MOST, content.length() - position)];
      content.seek(position);
      content.readFully(bytes);
      String text = new String(bytes, StandardCharsets.UTF_8);
      int end = text.lastIndexOf('\n');
      if (end < 0) {
        return List.of();
      }
      position += text.substring(0, end + 1).getBytes(StandardCharsets.UTF_8).length;
      return text.substring(0, end).lines().toList();
    }
  }
}
