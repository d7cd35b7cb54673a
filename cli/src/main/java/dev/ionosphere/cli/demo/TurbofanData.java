package dev.ionosphere.cli.demo;

import dev.ionosphere.cli.process.Installation;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/**
 * NASA's C-MAPSS FD001, cut for the demo: the early flights of engines 1-60 to learn from, the
 * whole lives of engines from 61 on for devices to fly.
 */
final class TurbofanData {
  static final int FIRST_DEVICE = 61;
  static final int MOST_DEVICES = 40;

  /** Flights of an engine that count as healthy. */
  static final int HEALTHY = 60;

  /** Flights before the end in which an engine counts as worn out. */
  static final int WORN = 30;

  private static final int SENSORS = 21;
  private static final int COLUMNS = 26;
  private static final int TRAINING_ENGINES = 60;

  private final int trainingRows;
  private final Map<String, Integer> flights;

  private TurbofanData(int trainingRows, Map<String, Integer> flights) {
    this.trainingRows = trainingRows;
    this.flights = flights;
  }

  /** NASA's file, as it was published. */
  static Path archive(Installation installation) {
    return installation.root().resolve("examples/turbofan/data/train_FD001.txt.gz");
  }

  /** Writes {@code data/train.csv} and a file for each device below the directory. */
  static TurbofanData write(Path archive, Path directory, int devices) {
    Path data = directory.resolve("data");
    try {
      Files.createDirectories(data);
      Map<Integer, List<String>> engines = read(archive);
      int trained = 0;
      try (BufferedWriter train = Files.newBufferedWriter(data.resolve("train.csv"))) {
        train.write(header());
        for (int engine = 1; engine <= TRAINING_ENGINES; engine++) {
          List<String> rows = engines.getOrDefault(engine, List.of());
          for (String row : rows.subList(0, Math.min(HEALTHY, rows.size()))) {
            train.write(row);
            trained++;
          }
        }
      }
      Map<String, Integer> flights = new LinkedHashMap<>();
      for (int engine = FIRST_DEVICE; engine < FIRST_DEVICE + devices; engine++) {
        List<String> rows = engines.getOrDefault(engine, List.of());
        String device = "engine-" + engine;
        Files.writeString(data.resolve(device + ".csv"), header() + String.join("", rows));
        flights.put(device, rows.size());
      }
      return new TurbofanData(trained, flights);
    } catch (IOException e) {
      throw new UncheckedIOException(archive + " could not be prepared", e);
    }
  }

  private static Map<Integer, List<String>> read(Path archive) throws IOException {
    Map<Integer, List<String>> engines = new TreeMap<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(archive)), StandardCharsets.US_ASCII))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] values = line.strip().split("\\s+");
        if (values.length != COLUMNS) {
          throw new IOException(
              "a line of %d values, expected %d".formatted(values.length, COLUMNS));
        }
        engines
            .computeIfAbsent(Integer.valueOf(values[0]), engine -> new ArrayList<>())
            .add(String.join(",", values) + "\n");
      }
    }
    return engines;
  }

  static String header() {
    StringBuilder header = new StringBuilder("unit,cycle,setting1,setting2,setting3");
    for (int sensor = 1; sensor <= SENSORS; sensor++) {
      header.append(",sensor").append(sensor);
    }
    return header.append('\n').toString();
  }

  int trainingRows() {
    return trainingRows;
  }

  /** How many rows each device's file has. */
  Map<String, Integer> flights() {
    return flights;
  }

  int totalFlights() {
    return flights.values().stream().mapToInt(Integer::intValue).sum();
  }
}
