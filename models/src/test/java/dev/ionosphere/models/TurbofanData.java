package dev.ionosphere.models;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** The example's engines, run to failure; one row a flight. */
public final class TurbofanData {

  private static final Path FILE = Path.of("../examples/turbofan/data/train_FD001.txt.gz");

  private TurbofanData() {}

  /** Names of the columns of a row. */
  public static List<String> columns() {
    return Stream.concat(
            Stream.of("unit", "cycle", "setting1", "setting2", "setting3"),
            IntStream.rangeClosed(1, 21).mapToObj(i -> "s" + i))
        .toList();
  }

  /**
   * A flight.
   *
   * @param left flights until the engine failed
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Flight(int unit, int cycle, int left, double[] row) {}

  /** The flights that were trained on: 1 to 60 of engines 1 to 60. */
  public static Predicate<Flight> trained() {
    return flight -> flight.unit() <= 60 && flight.cycle() <= 60;
  }

  /** The first 60 flights of the other engines. */
  public static Predicate<Flight> healthy() {
    return flight -> flight.unit() > 60 && flight.cycle() <= 60;
  }

  /** The last 30 flights of the other engines. */
  public static Predicate<Flight> worn() {
    return flight -> flight.unit() > 60 && flight.left() < 30;
  }

  /** The rows of some flights, one after the other. */
  public static double[] rows(Predicate<Flight> wanted) {
    return flights().stream()
        .filter(wanted)
        .flatMapToDouble(flight -> Arrays.stream(flight.row()))
        .toArray();
  }

  public static List<Flight> flights() {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(FILE)), StandardCharsets.US_ASCII))) {
      List<double[]> rows =
          lines
              .lines()
              .map(l ->
                  Arrays.stream(l.trim().split("\\s+")).mapToDouble(Double::parseDouble).toArray())
              .toList();
      int[] life = new int[200];
      rows.forEach(row -> life[(int) row[0]] = Math.max(life[(int) row[0]], (int) row[1]));
      return rows.stream()
          .map(r -> new Flight((int) r[0], (int) r[1], life[(int) r[0]] - (int) r[1], r))
          .toList();
    } catch (IOException e) {
      throw new AssertionError(FILE.toAbsolutePath().toString(), e);
    }
  }
}
