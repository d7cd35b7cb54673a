package dev.ionosphere.examples.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.examples.docker.ComposeFile.Service;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Dockerfile and compose file against the sources and the build: what they name is there. No
 * container is run.
 */
class ContainersIT {
  private static final Path HOME = Path.of(System.getProperty("ion.home")).toAbsolutePath();
  private static final Path DOCKER = HOME.resolve("docker");

  /** The module whose main code reads the variables of an image. */
  private static final Map<String, String> MODULES =
      Map.of("hub", "api", "worker-cloud", "worker-cloud", "worker-edge", "worker-edge");

  /** What images that others built listen on. */
  private static final Map<String, Set<Integer>> OTHERS = Map.of("postgres", Set.of(5432));

  private static final Pattern OUR_VARIABLE = Pattern.compile("(ION|TEMPORAL|OTEL)_\\w+");

  private final Map<String, Stage> stages = Stage.read(text(DOCKER.resolve("Dockerfile")));
  private final ComposeFile compose = ComposeFile.read(text(DOCKER.resolve("compose.yaml")));

  @Test
  void servicesBuildStagesThatExist() {
    assertThat(compose.services()).isNotEmpty();
    forOurs((name, service) -> {
      Path context = DOCKER.resolve(service.context()).normalize();
      assertThat(context).as(name).isEqualTo(HOME);
      assertThat(context.resolve(service.dockerfile())).as(name).isRegularFile();
      assertThat(stages).as(name).containsKey(service.target());
      assertThat(compose.services().keySet()).as(name).containsAll(service.needs());
    });
  }

  @Test
  void copiesWhatIsThere() {
    stages
        .values()
        .forEach(stage -> {
          for (List<String> words : stage.context()) {
            for (String source : words.subList(0, words.size() - 1)) {
              assertThat(HOME.resolve(source)).as(stage.name()).exists();
            }
          }
          stage
              .copied()
              .keySet()
              .forEach(source -> {
                String[] from = source.split(":");
                assertThat(stages).as(stage.name()).containsKey(from[0]);
                if (from[1].startsWith("/build/")) {
                  // the image builds what this build has built
                  assertThat(HOME.resolve(from[1].substring("/build/".length()))).exists();
                } else {
                  assertThat(stages.get(from[0]).runs())
                      .as("what makes %s", source)
                      .anyMatch(run -> List.of(run.split("\\s+")).contains(from[1]));
                }
              });
        });
  }

  @Test
  void mountsHostPathsThatExist() {
    compose
        .services()
        .forEach((name, service) ->
            service
                .volumes()
                .forEach(volume -> {
                  String source = volume.split(":")[0];
                  if (source.startsWith(".") || source.startsWith("/")) {
                    assertThat(DOCKER.resolve(source)).as(name).exists();
                  } else {
                    assertThat(compose.volumes()).as(name).contains(source);
                  }
                }));
    // a secret is no file of the repository: the page says how to make it
    String page = text(HOME.resolve("docs/how-to/docker.md"));
    compose
        .secrets()
        .forEach(
            (name, file) -> assertThat(page).contains("> docker/" + Path.of(file).normalize()));
    compose
        .services()
        .values()
        .forEach(service -> assertThat(compose.secrets().keySet()).containsAll(service.secrets()));
  }

  @Test
  void publishesWhatTheProcessListensOn() {
    compose
        .services()
        .forEach((name, service) ->
            service
                .ports()
                .forEach(port -> {
                  String[] parts = port.split(":");
                  assertThat(listens(name))
                      .as(name + " " + port)
                      .contains(Integer.valueOf(parts[parts.length - 1]));
                }));
    stages
        .values()
        .forEach(stage ->
            stage
                .exposed()
                .forEach(port ->
                    assertThat(listens(stage, stage.environment()))
                        .as(stage.name() + " EXPOSE")
                        .contains(Integer.valueOf(port))));
  }

  @Test
  void addressesServicesWhereTheyListen() {
    Pattern address = Pattern.compile("([a-z][a-z-]*):(\\d+)");
    List<String> found = new ArrayList<>();
    forOurs((name, service) ->
        service
            .environment()
            .forEach((variable, value) -> {
              Matcher target = address.matcher(value);
              while (target.find()) {
                found.add(value);
                assertThat(listens(target.group(1)))
                    .as("%s of %s is %s", variable, name, value)
                    .contains(Integer.valueOf(target.group(2)));
              }
            }));
    assertThat(found).hasSize(5);
  }

  @Test
  void setsVariablesThatAreRead() {
    stages.forEach((name, stage) -> {
      if (MODULES.containsKey(name)) {
        assertRead(name, stage.environment().keySet());
      } else {
        assertThat(stage.environment().keySet()).as(name).noneMatch(ContainersIT::ours);
      }
    });
    forOurs((name, service) -> assertRead(service.target(), service.environment().keySet()));
  }

  @Test
  void namesPathsThatAreInTheContainer() {
    forOurs((name, service) -> {
      Stage stage = stages.get(service.target());
      List<String> there = new ArrayList<>(stage.copied().values());
      there.addAll(stage.volumes());
      service.volumes().forEach(volume -> there.add(volume.split(":")[1]));
      service.secrets().forEach(secret -> there.add("/run/secrets/" + secret));
      environment(name)
          .forEach((variable, value) -> {
            if (value.startsWith("/")) {
              assertThat(there)
                  .as("%s of %s is %s", variable, name, value)
                  .anyMatch(path -> Path.of(value).startsWith(path));
            }
          });
    });
  }

  @Test
  void trainsOnDataThatTheBuildPrepares() {
    String root = environment("worker-cloud").get("ION_DATA_ROOT");
    for (String name : List.of("worker-cloud", "spark-worker")) {
      Stage stage = stages.get(compose.services().get(name).target());
      assertThat(stage.copied()).as(name).containsEntry("build:/turbofan", root);
    }
    assertThat(stages.get("build").runs())
        .anyMatch(run -> run.endsWith("demo --prepare /turbofan"));
  }

  @Test
  void startsTheMainClassOfItsModule() {
    MODULES.forEach((name, module) -> {
      Stage stage = stages.get(name);
      assertThat(stage.entrypoint().getLast()).isEqualTo(main(module));
      assertThat(stage.copied().values())
          .contains(stage.options(Pattern.compile("-cp")).getFirst().replace("/*", "").split(":"));
    });
  }

  private void forOurs(java.util.function.BiConsumer<String, Service> check) {
    compose
        .services()
        .forEach((name, service) -> {
          if (service.ours()) {
            check.accept(name, service);
          }
        });
  }

  private Map<String, String> environment(String name) {
    Service service = compose.services().get(name);
    Map<String, String> all = new TreeMap<>(stages.get(service.target()).environment());
    all.putAll(service.environment());
    return all;
  }

  /** The ports that a service listens on for other containers. */
  private Set<Integer> listens(String name) {
    assertThat(compose.services()).containsKey(name);
    Service service = compose.services().get(name);
    if (!service.ours()) {
      return OTHERS.getOrDefault(name, Set.of());
    }
    Set<Integer> ports = listens(stages.get(service.target()), environment(name));
    int port = service.command().indexOf("--port");
    // Of Spark, if it is told to listen under the service's name.
    if (port >= 0 && service.command().contains(name)) {
      ports.add(Integer.valueOf(service.command().get(port + 1)));
    }
    return ports;
  }

  /** The hub by its variables, Temporal by its options, each only if it is told not to be local. */
  private static Set<Integer> listens(Stage stage, Map<String, String> environment) {
    Set<Integer> ports = new HashSet<>();
    if ("0.0.0.0".equals(environment.get("ION_HUB_HOST"))) {
      ports.add(Integer.valueOf(environment.get("ION_HUB_PORT")));
    }
    if (stage.options(Pattern.compile("--ip")).contains("0.0.0.0")) {
      stage
          .options(Pattern.compile("--(ui-|http-)?port"))
          .forEach(port -> ports.add(Integer.valueOf(port)));
    }
    return ports;
  }

  private static boolean ours(String variable) {
    return OUR_VARIABLE.matcher(variable).matches();
  }

  private static void assertRead(String target, Set<String> variables) {
    // A process reads with what it is made of.
    String code =
        MODULES.containsKey(target)
            ? code(MODULES.get(target)) + code("links") + code("activities")
            : "";
    variables.stream()
        .filter(ContainersIT::ours)
        .forEach(variable ->
            assertThat(code.contains('"' + variable + '"'))
                .as("%s is read by the main code of %s", variable, target)
                .isTrue());
  }

  private static String code(String module) {
    try (Stream<Path> files = Files.walk(HOME.resolve(module).resolve("src/main/java"))) {
      return String.join(
          "\n", files.filter(f -> f.toString().endsWith(".java")).map(ContainersIT::text).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String main(String module) {
    Properties properties = new Properties();
    try {
      properties.load(Files.newBufferedReader(HOME.resolve(module).resolve("process.properties")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties.getProperty("main");
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
