package dev.ionosphere.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * A pump with three sensors that writes a file, and says in a word what it does; its rows are
 * independent of each other.
 */
final class TestingPump {

  /** What is wrong with its first sensor. */
  enum Fault {
    NONE,
    /** There is no value any more. */
    DEAD,
    /** It is always the same. */
    STUCK,
    /** A third of the values is missing. */
    BLANK,
    /** Values jump. */
    NOISY,
    /** No row is written. */
    STOPPED
  }

  static final List<String> MODES = List.of("auto", "hand", "off");

  private final Path file;
  private final RandomGenerator random;
  volatile Fault fault = Fault.NONE;

  /** Share of the rows that have a mode nobody has heard of. */
  volatile double strange;

  TestingPump(Path file, long seed) throws IOException {
    this.file = file;
    this.random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    Files.writeString(file, "heat,flow,load,mode,note\n");
  }

  /** Appends rows. */
  void write(int rows) throws IOException {
    if (fault == Fault.STOPPED) {
      return;
    }
    List<String> lines = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      lines.add(
          String.join(
              ",",
              heat(row),
              number(random.nextGaussian(10, 1)),
              number(random.nextGaussian(3, 0.3)),
              mode(),
              "n" + random.nextInt(9)));
    }
    Files.write(file, lines, StandardOpenOption.APPEND);
  }

  private String heat(int row) {
    double heat = random.nextGaussian(50, 5);
    return switch (fault) {
      case DEAD -> "";
      case STUCK -> "50.0";
      case BLANK -> row % 3 == 0 ? "" : number(heat);
      case NOISY -> number(heat + random.nextGaussian(0, 50));
      case NONE, STOPPED -> number(heat);
    };
  }

  private String mode() {
    String mode = MODES.get(random.nextInt(MODES.size()));
    return random.nextDouble() < strange ? "boost" : mode;
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }
}
