package dev.ionosphere.activities.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A Spark distribution: the managed one, or the user's own.
 *
 * @param version such as {@code 4.1.0}
 */
public record SparkHome(Path path, String version) {
  private static final Pattern CORE = Pattern.compile("spark-core_2\\.13-(.+)\\.jar");

  /**
   * Looks at what is there.
   *
   * @throws IllegalArgumentException if it is no distribution of Spark 4 for Scala 2.13
   */
  public static SparkHome at(Path path) {
    Path home = path.toAbsolutePath().normalize();
    if (!Files.isExecutable(home.resolve("bin/spark-submit"))) {
      throw new IllegalArgumentException(
          "SPARK_HOME %s has no executable bin/spark-submit".formatted(home));
    }
    try (Stream<Path> jars = Files.list(home.resolve("jars"))) {
      return jars.map(jar -> CORE.matcher(jar.getFileName().toString()))
          .filter(Matcher::matches)
          .map(core -> new SparkHome(home, core.group(1)))
          .findFirst()
          .orElseThrow(() ->
              new IllegalArgumentException(
                  "SPARK_HOME %s has no jars/spark-core_2.13-*.jar".formatted(home)));
    } catch (IOException unreadable) {
      throw new IllegalArgumentException(
          "SPARK_HOME %s: jars/ cannot be listed: %s".formatted(home, unreadable), unreadable);
    }
  }
}
