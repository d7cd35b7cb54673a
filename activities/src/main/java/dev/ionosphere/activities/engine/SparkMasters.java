package dev.ionosphere.activities.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The masters that drivers of this process may run on. Whoever writes a document names a master; a
 * driver sends it its program, and what the worker may read. Where that may go is said by whoever
 * runs the worker.
 */
public final class SparkMasters {
  private static final String VARIABLE = "ION_SPARK_MASTERS";
  private static final String LOCAL = "local";
  private static final String STANDALONE = "spark://";
  private static final String ALLOWED =
      "local, yarn, spark://host:port, spark://*.example.org:port and k8s://…";

  private static final Pattern LOCAL_MASTER = Pattern.compile("local(\\[(\\*|[0-9]+)(,[0-9]+)?])?");
  private static final Pattern PLACE =
      Pattern.compile("((?:\\*\\.)?[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?|\\[[0-9a-f:.]+]):([0-9]{1,5})");
  private static final Pattern KUBERNETES = Pattern.compile("k8s://(https?://)?[^\\s,@*]+");

  private final List<String> allowed;

  private SparkMasters(List<String> allowed) {
    this.allowed = List.copyOf(allowed);
  }

  /** This machine only. */
  public static SparkMasters local() {
    return new SparkMasters(List.of(LOCAL));
  }

  /**
   * Of {@code ION_SPARK_MASTERS}, with commas between; this machine only if it is not set.
   *
   * @throws IllegalArgumentException naming the entry that is malformed
   */
  public static SparkMasters of(Map<String, String> environment) {
    List<String> entries =
        Arrays.stream(environment.getOrDefault(VARIABLE, "").split(",", -1))
            .map(entry -> entry.strip().toLowerCase(Locale.ROOT))
            .filter(entry -> !entry.isEmpty())
            .toList();
    entries.stream()
        .filter(entry -> !isEntry(entry))
        .findFirst()
        .ifPresent(wrong -> {
          throw new IllegalArgumentException(
              "%s has '%s', allowed are %s".formatted(VARIABLE, wrong, ALLOWED));
        });
    return entries.isEmpty() ? local() : new SparkMasters(entries);
  }

  private static boolean isEntry(String entry) {
    return entry.equals(LOCAL)
        || entry.equals("yarn")
        || KUBERNETES.matcher(entry).matches()
        || (entry.startsWith(STANDALONE)
            && PLACE.matcher(entry.substring(STANDALONE.length())).matches());
  }

  /**
   * @throws MasterException naming the master, if it is not allowed
   */
  void check(String master) {
    if (!allows(master)) {
      throw new MasterException(
          "master '%s' is not allowed, %s of this worker allows %s"
              .formatted(master, VARIABLE, this));
    }
  }

  private boolean allows(String master) {
    if (LOCAL_MASTER.matcher(master).matches()) {
      return allowed.contains(LOCAL);
    }
    String small = master.toLowerCase(Locale.ROOT);
    if (!small.startsWith(STANDALONE)) {
      return allowed.contains(small);
    }
    // Several masters stand by for each other: spark://one:7077,two:7077. Each has to be allowed.
    List<String> places =
        new ArrayList<>(List.of(small.substring(STANDALONE.length()).split(",", -1)));
    return places.stream().allMatch(this::allowsPlace);
  }

  private boolean allowsPlace(String place) {
    Matcher wanted = PLACE.matcher(place);
    if (!wanted.matches() || wanted.group(1).startsWith("*")) {
      return false;
    }
    return allowed.stream()
        .filter(entry -> entry.startsWith(STANDALONE))
        .map(entry -> PLACE.matcher(entry.substring(STANDALONE.length())))
        .filter(Matcher::matches)
        .anyMatch(entry ->
            entry.group(2).equals(wanted.group(2))
                && (entry.group(1).startsWith("*.")
                    ? wanted.group(1).endsWith(entry.group(1).substring(1))
                    : entry.group(1).equals(wanted.group(1))));
  }

  @Override
  public String toString() {
    return String.join(", ", allowed);
  }
}
