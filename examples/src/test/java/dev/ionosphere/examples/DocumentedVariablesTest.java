package dev.ionosphere.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The reference pages name the variables that the processes read, all of them and no others. */
class DocumentedVariablesTest {
  private static final Path HOME = Path.of("..");
  private static final String LINKS = "links/src/main/java/dev/ionosphere/links/";
  private static final String NAMES = "(?:ION|TEMPORAL|OTEL|SPARK|JAVA)_[A-Z_]+";
  private static final Pattern IN_CODE = Pattern.compile("\"(" + NAMES + ")\"");
  private static final Pattern IN_TEXT = Pattern.compile("`(" + NAMES + ")`");

  @Test
  void thePageOfProcessesHasTheVariablesOfHubAndCloudWorker() throws IOException {
    String page = read(HOME.resolve("docs/reference/processes.md"));
    Set<String> hub = variables("api");
    hub.addAll(variables(LINKS + "tls"));
    hub.addAll(variables(LINKS + "temporal"));
    assertThat(byFamily(tabled(section(page, "Hub")), hub)).isEqualTo(hub);
    Set<String> cloud = variables("worker-cloud");
    cloud.addAll(variables(LINKS + "temporal"));
    cloud.addAll(variables("links/src/main/java/dev/ionosphere/links/secret"));
    cloud.addAll(variables("activities/src/main/java/dev/ionosphere/activities/outgoing"));
    cloud.addAll(
        variables("activities/src/main/java/dev/ionosphere/activities/engine/SparkMasters.java"));
    // Secrets by name are described as ION_SECRET_<NAME>, which is no name itself.
    cloud.removeIf(name -> name.endsWith("_"));
    assertThat(tabled(section(page, "Cloud worker"))).isEqualTo(cloud);
  }

  @Test
  void thePageOfTheEdgeWorkerHasItsVariables() throws IOException {
    String page = read(HOME.resolve("docs/reference/edge-worker.md"));
    Set<String> edge = variables("worker-edge");
    edge.addAll(variables(LINKS + "temporal"));
    edge.addAll(variables(LINKS + "secret"));
    edge.removeIf(name -> name.endsWith("_"));
    assertThat(tabled(section(page, "Start"))).isEqualTo(edge);
  }

  /** The variables in the first column of the section's table. */
  private static Set<String> tabled(String section) {
    return section
        .lines()
        .filter(line -> line.startsWith("| `"))
        .flatMap(line -> IN_TEXT.matcher(line.split(" \\| ")[0]).results().map(r -> r.group(1)))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Names of which the code knows only how they begin stand for all that begin so. */
  private static Set<String> byFamily(Set<String> documented, Set<String> known) {
    return documented.stream()
        .map(name ->
            known.stream()
                .filter(family -> family.endsWith("_") && name.startsWith(family))
                .findFirst()
                .orElse(name))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String section(String page, String title) {
    String from = page.substring(page.indexOf("## " + title + "\n") + 1);
    int end = from.indexOf("\n## ");
    return end < 0 ? from : from.substring(0, end);
  }

  private static Set<String> variables(String place) throws IOException {
    Path folder = HOME.resolve(place);
    Path sources = folder.resolve("src/main/java");
    Set<String> names = new TreeSet<>();
    try (Stream<Path> files = Files.walk(Files.isDirectory(sources) ? sources : folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
        IN_CODE.matcher(read(file)).results().forEach(name -> names.add(name.group(1)));
      }
    }
    return names;
  }

  private static String read(Path file) throws IOException {
    return Files.readString(file);
  }
}
