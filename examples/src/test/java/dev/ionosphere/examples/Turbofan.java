package dev.ionosphere.examples;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.zip.GZIPInputStream;

/**
 * NASA's turbofan data cut as the tests need it: healthy flights to train on, whole lives to score.
 */
record Turbofan(Path archive) {

  /** One flight: engine, cycle and the rest of the columns. */
  private record Flight(int engine, int cycle, String csv) {}

  private static final int HEALTHY_CYCLES = 60;
  private static final int TRAINING_ENGINES = 60;
  private static final int UNUSED_ENGINES_AFTER = 70;

  /** Writes {@code data/train.csv}: the healthy flights of the first engines. */
  void writeTraining(Path root) throws IOException {
    write(
        root.resolve("data/train.csv"),
        flight -> flight.engine() <= TRAINING_ENGINES && flight.cycle() <= HEALTHY_CYCLES);
  }

  /** Writes {@code data/<device>.csv}: one engine's whole life; answers how many rows it has. */
  int writeEngine(Path root, String device, int engine) throws IOException {
    return write(root.resolve("data/" + device + ".csv"), flight -> flight.engine() == engine);
  }

  /** Appends so many healthy flights, of engines that nobody else flies, to a device's file. */
  void appendFlights(Path root, String device, int count) throws IOException {
    List<String> lines =
        flights().stream()
            .filter(flight ->
                flight.engine() > UNUSED_ENGINES_AFTER && flight.cycle() <= HEALTHY_CYCLES)
            .limit(count)
            .map(Flight::csv)
            .toList();
    Files.write(root.resolve("data/" + device + ".csv"), lines, StandardOpenOption.APPEND);
  }

  private int write(Path file, Predicate<Flight> wanted) throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add(header());
    flights().stream().filter(wanted).map(Flight::csv).forEach(lines::add);
    Files.createDirectories(file.getParent());
    Files.write(file, lines);
    return lines.size() - 1;
  }

  private List<Flight> flights() throws IOException {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(archive)), StandardCharsets.US_ASCII))) {
      return reader.lines().map(Turbofan::flight).toList();
    }
  }

  private static Flight flight(String line) {
    String[] fields = line.strip().split(" +");
    return new Flight(
        Integer.parseInt(fields[0]), Integer.parseInt(fields[1]), String.join(",", fields));
  }

  private static String header() {
    StringBuilder header = new StringBuilder("unit,cycle,setting1,setting2,setting3");
    for (int sensor = 1; sensor <= 21; sensor++) {
      header.append(",sensor").append(sensor);
    }
    return header.toString();
  }
}
