package dev.ionosphere.benchmarks.wear;

import dev.ionosphere.api.health.judge.Sums;
import dev.ionosphere.models.device.Bucket;
import dev.ionosphere.models.health.Baseline;
import dev.ionosphere.models.health.Bins;
import dev.ionosphere.models.health.FeatureCounter;
import dev.ionosphere.models.health.Histogram;
import dev.ionosphere.models.health.TrainingBins;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** Flights of C-MAPSS engines: each a row of three settings and 21 sensors. */
final class Flights {

  private static final int COLUMNS = 26;
  private static final int NAMES = 2;

  /** What a row holds, as training names it. */
  private static final List<String> FEATURES =
      Stream.concat(
              IntStream.rangeClosed(1, 3).mapToObj(i -> "setting" + i),
              IntStream.rangeClosed(1, 21).mapToObj(i -> "sensor" + i))
          .toList();

  private Flights() {}

  /** Flights by engine, in their order, of a file as NASA published it, compressed by gzip. */
  static SortedMap<Integer, List<double[]>> read(Path file) throws IOException {
    SortedMap<Integer, List<double[]>> engines = new TreeMap<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.US_ASCII))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] values = line.strip().split("\\s+");
        if (values.length != COLUMNS) {
          throw new IOException(
              "%s: got a line of %d values, allowed: %d".formatted(file, values.length, COLUMNS));
        }
        engines
            .computeIfAbsent(Integer.valueOf(values[0]), engine -> new ArrayList<>())
            .add(Arrays.stream(values, NAMES, COLUMNS).mapToDouble(Double::parseDouble).toArray());
      }
    }
    return engines;
  }

  /** What training would keep of the rows: a histogram for each column that is not constant. */
  static Baseline baseline(List<double[]> rows) {
    List<Baseline.Feature> features = new ArrayList<>();
    for (int i = 0; i < FEATURES.size(); i++) {
      int column = i;
      double[] values = rows.stream().mapToDouble(row -> row[column]).toArray();
      if (Arrays.stream(values).distinct().count() > 1) {
        Bins bins = TrainingBins.of(values);
        long[] counts = new long[bins.size()];
        Arrays.stream(values).forEach(value -> counts[bins.indexOf(value)]++);
        features.add(new Baseline.Feature(FEATURES.get(i), bins, Histogram.of(counts)));
      }
    }
    return new Baseline(features);
  }

  /** What a device tells of the rows. */
  static Sums sums(Baseline baseline, List<double[]> rows) {
    FeatureCounter counter = new FeatureCounter(baseline, FEATURES);
    rows.forEach(counter::count);
    Map<String, Bucket.Seen> seen = new TreeMap<>();
    counter
        .seen()
        .forEach((name, one) ->
            seen.put(
                name, new Bucket.Seen(one.counts(), number(one.least()), number(one.greatest()))));
    return new Sums(rows.size(), rows.size(), 0, new long[] {rows.size()}, Map.of(), seen);
  }

  private static @Nullable Double number(OptionalDouble value) {
    return value.isPresent() ? value.getAsDouble() : null;
  }
}
