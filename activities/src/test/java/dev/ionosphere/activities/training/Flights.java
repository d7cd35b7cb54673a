package dev.ionosphere.activities.training;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * The flights of C-MAPSS FD001: engines run until they fail.
 *
 * @param remaining flights until the engine's last
 */
record Flights(int engine, int cycle, int remaining, double[] values) {
  static final List<String> COLUMNS =
      Stream.concat(
              Stream.of("unit", "cycle", "setting1", "setting2", "setting3"),
              IntStream.rangeClosed(1, 21).mapToObj(i -> "sensor" + i))
          .toList();

  static List<Flights> all() {
    Path archive = Path.of("../examples/turbofan/data/train_FD001.txt.gz");
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(archive)), StandardCharsets.US_ASCII))) {
      List<double[]> rows =
          lines
              .lines()
              .filter(line -> !line.isBlank())
              .map(line -> Arrays.stream(line.strip().split(" +")).mapToDouble(Double::parseDouble))
              .map(java.util.stream.DoubleStream::toArray)
              .toList();
      int[] last = new int[101];
      rows.forEach(row -> last[(int) row[0]] = (int) row[1]);
      List<Flights> flights = new ArrayList<>();
      rows.forEach(row ->
          flights.add(
              new Flights((int) row[0], (int) row[1], last[(int) row[0]] - (int) row[1], row)));
      return List.copyOf(flights);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void write(Path file, List<Flights> flights, Predicate<Flights> wanted) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(
          file,
          flights.stream()
              .filter(wanted)
              .map(Flights::line)
              .collect(Collectors.joining("\n", String.join(",", COLUMNS) + "\n", "\n")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same with a column {@code state} that says {@code worn} of the last 30 flights. */
  static void writeLabelled(Path file, List<Flights> flights, Predicate<Flights> wanted) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(
          file,
          flights.stream()
              .filter(wanted)
              .map(flight -> flight.line() + (flight.remaining() < 30 ? ",worn" : ",healthy"))
              .collect(Collectors.joining("\n", String.join(",", COLUMNS) + ",state\n", "\n")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String line() {
    return Arrays.stream(values).mapToObj(Double::toString).collect(Collectors.joining(","));
  }
}
