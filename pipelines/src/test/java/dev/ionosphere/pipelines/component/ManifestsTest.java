package dev.ionosphere.pipelines.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ionosphere.pipelines.JobException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What the manifests of the components here say, and what the components take. */
class ManifestsTest {

  private static final Path MANIFESTS =
      Path.of("../spec/src/main/resources/dev/ionosphere/spec/component");

  static List<Path> all() throws IOException {
    try (Stream<Path> files = Files.list(MANIFESTS)) {
      return files.sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void theMainClassIsThatOfTheName(Path manifest) throws Exception {
    Map<?, ?> document = read(manifest);
    Class<?> main = Class.forName(mainClass(document));

    assertThat(main.getMethod("main", String[].class)).isNotNull();
    assertThat(component(document).name())
        .isEqualTo(((Map<?, ?>) document.get("metadata")).get("name"))
        .isEqualTo(manifest.getFileName().toString().replace(".yaml", ""));
  }

  @ParameterizedTest
  @MethodSource("all")
  void theComponentTakesWhatTheManifestAllows(Path manifest) {
    Map<?, ?> document = read(manifest);
    Map<String, Object> everything = new TreeMap<>();
    arguments(document).forEach((name, declared) -> everything.put(name, fitting(declared)));

    assertThatCode(() -> run(document, everything)).doesNotThrowAnyException();
    assertThatCode(() -> run(document, required(document))).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @MethodSource("all")
  void theComponentRefusesWhatTheManifestRefuses(Path manifest) {
    Map<?, ?> document = read(manifest);
    arguments(document)
        .forEach((name, declared) -> {
          for (Object wrong : wrong(declared)) {
            Map<String, Object> values = required(document);
            values.put(name, wrong);
            assertThatThrownBy(() -> run(document, values))
                .as("%s is %s", name, wrong)
                .isInstanceOf(JobException.class)
                .hasMessageContaining(name);
          }
        });
    Map<String, Object> unknown = required(document);
    unknown.put("surprise", 1L);
    assertThatThrownBy(() -> run(document, unknown)).hasMessageContaining("surprise");
  }

  private static void run(Map<?, ?> document, Map<String, Object> values) throws Exception {
    Component component = component(document);
    Arguments arguments = new Arguments(component.name(), values);
    component.learner(arguments);
    arguments.goldenRows();
  }

  private static Component component(Map<?, ?> document) throws Exception {
    return (Component) Class.forName(mainClass(document)).getDeclaredConstructor().newInstance();
  }

  private static String mainClass(Map<?, ?> document) {
    return (String) ((Map<?, ?>) document.get("spark")).get("mainClass");
  }

  private static Map<?, ?> read(Path manifest) {
    try {
      return (Map<?, ?>)
          new Load(LoadSettings.builder().build()).loadFromString(Files.readString(manifest));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, Map<?, ?>> arguments(Map<?, ?> document) {
    Map<String, Map<?, ?>> arguments = new TreeMap<>();
    ((Map<?, ?>) document.get("arguments"))
        .forEach((name, declared) -> arguments.put((String) name, (Map<?, ?>) declared));
    return arguments;
  }

  private static Map<String, Object> required(Map<?, ?> document) {
    Map<String, Object> required = new TreeMap<>();
    arguments(document)
        .forEach((name, declared) -> {
          if (!declared.containsKey("default") && !declared.containsKey("optional")) {
            required.put(name, fitting(declared));
          }
        });
    return required;
  }

  private static Object fitting(Map<?, ?> declared) {
    String type = (String) declared.get("type");
    if (type.equals("int")) {
      Object least = declared.containsKey("min") ? declared.get("min") : declared.get("default");
      return ((Number) least).longValue();
    }
    if (type.equals("float")) {
      return ((Number) declared.get("max")).doubleValue();
    }
    if (type.equals("string")) {
      return declared.get("allowed") instanceof List<?> words
          ? words.get(words.size() - 1)
          : "state";
    }
    return type.equals("files") ? "data.csv" : List.of("a");
  }

  /** Not of files, which the worker finds. */
  private static List<Object> wrong(Map<?, ?> declared) {
    List<Object> wrong = new ArrayList<>();
    String type = (String) declared.get("type");
    if (type.equals("int")) {
      wrong.addAll(List.of("eight", 0.5));
      beside(declared, 1, wrong);
    } else if (type.equals("float")) {
      wrong.add("half");
      beside(declared, 0.1, wrong);
    } else if (type.equals("string") && declared.containsKey("allowed")) {
      wrong.addAll(List.of(1L, "another word"));
    } else if (type.equals("string")) {
      wrong.add(1L);
    } else if (type.equals("list")) {
      wrong.addAll(List.of("a", 1L));
    }
    return wrong;
  }

  private static void beside(Map<?, ?> declared, double step, List<Object> wrong) {
    if (declared.get("above") instanceof Number open) {
      wrong.add(open.doubleValue());
    }
    if (declared.get("min") instanceof Number least) {
      wrong.add(least.doubleValue() - step);
    }
    if (declared.get("max") instanceof Number most) {
      wrong.add(most.doubleValue() + step);
    }
  }
}
