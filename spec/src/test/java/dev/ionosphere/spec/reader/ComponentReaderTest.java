package dev.ionosphere.spec.reader;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import dev.ionosphere.spec.component.Argument;
import dev.ionosphere.spec.component.ArgumentType;
import dev.ionosphere.spec.component.CommandWord.Group;
import dev.ionosphere.spec.component.CommandWord.Word;
import dev.ionosphere.spec.component.Component;
import dev.ionosphere.spec.component.ComponentCatalogue.Found;
import dev.ionosphere.spec.component.ComponentReference;
import dev.ionosphere.spec.component.Convention;
import dev.ionosphere.spec.component.Environment.Runtime;
import dev.ionosphere.spec.component.Program;
import dev.ionosphere.spec.format.Finding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class ComponentReaderTest {

  private static final Path RESOURCES = Path.of("src/test/resources/components");

  static List<Path> broken() throws IOException {
    return in("broken");
  }

  static List<Path> documents() throws IOException {
    return in("arguments");
  }

  static List<Path> valid() throws IOException {
    return in("valid");
  }

  @ParameterizedTest
  @MethodSource("broken")
  void saysWhatIsWrongWithAManifest(Path manifest) throws IOException {
    String found =
        switch (ComponentReader.readBytes(Files.readAllBytes(manifest))) {
          case ComponentReader.Result.Valid valid -> "valid: " + valid.component();
          case ComponentReader.Result.Invalid invalid -> text(invalid.findings());
        };

    assertIs(manifest, found);
  }

  @ParameterizedTest
  @MethodSource("documents")
  void saysWhichArgumentsAComponentDoesNotTake(Path document) throws IOException {
    ReadResult result =
        IonReader.readBytes(List.of(Files.readAllBytes(document)), ComponentReaderTest::find);

    assertIs(document, Documents.findings(result));
  }

  @Test
  void aManifestSaysAllOfAProgram() throws IOException {
    Component churn = read("churn");

    assertThat(churn.reference()).hasToString("churn-train@1.4.0");
    Program.Command command = (Program.Command) churn.program();
    assertThat(command.words())
        .contains(
            new Word("{arg:epochs}"),
            new Group(List.of(new Word("--rate"), new Word("{arg:rate}"))));
    Argument epochs = churn.arguments().get("epochs");
    assertThat(epochs.type()).isEqualTo(new ArgumentType.Whole(1, Long.MAX_VALUE));
    assertThat(epochs.otherwise()).contains(10L);
    assertThat(churn.arguments().get("columns").otherwise()).contains(List.of("age", "sum"));
    assertThat(churn.environment().runtime())
        .isEqualTo(new Runtime.PythonLock("requirements.lock"));
    assertThat(churn.resources().memoryBytes()).contains(4L << 30);
    assertThat(churn.resources().timeout()).contains(Duration.ofHours(2));
    assertThat(churn.compat()).containsExactlyInAnyOrder(Convention.values());
    assertThat(churn.outputs().get("model").label()).contains("left");
  }

  @Test
  void theEngineOfAComponentNeedsNotBeNamed() throws IOException {
    String document =
        """
        apiVersion: ionosphere.dev/v1
        kind: ION
        metadata: {name: pumps}
        spec:
          nodes:
            train: {kind: training, component: "churn-train@1.4.0", inputs: {train: a.csv}}
        """;

    ReadResult result =
        IonReader.readBytes(
            List.of(document.getBytes(StandardCharsets.UTF_8)), ComponentReaderTest::find);

    String json = ((ReadResult.Valid) result).canonicalJson();
    assertThat(json).contains("\"engine\":\"process\"").doesNotContain("master");
    assertThat(IonReader.readStored(json)).isEqualTo(((ReadResult.Valid) result).ion());
  }

  @Test
  void aComponentThatIsNotKnownHereIsNotChecked() {
    assertThat(BuiltInComponents.offline(ComponentReference.of("mine@1").orElseThrow()))
        .isEqualTo(new Found.Unseen());
    assertThat(BuiltInComponents.offline(ComponentReference.of("kmeans").orElseThrow()))
        .isInstanceOf(Found.There.class);
    assertThat(BuiltInComponents.find(ComponentReference.of("mine@1").orElseThrow()))
        .isEqualTo(new Found.NoName(List.of("kmeans", "logistic-regression", "random-forest")));
  }

  @ParameterizedTest
  @MethodSource("valid")
  void whatIsReadIsWhatTheSchemaAllows(Path manifest) throws IOException {
    read(manifest.getFileName().toString().replace(".yaml", ""));
    assertThat(schemaErrors(Files.readString(manifest))).isEmpty();
  }

  @Test
  void theSchemaAllowsWhatComesWithIonosphere() throws IOException {
    for (Component component : BuiltInComponents.all()) {
      try (var manifest =
          getClass()
              .getResourceAsStream(
                  "/dev/ionosphere/spec/component/" + component.name() + ".yaml")) {
        assertThat(schemaErrors(new String(manifest.readAllBytes(), StandardCharsets.UTF_8)))
            .isEmpty();
      }
    }
  }

  @Test
  void theSchemaRefusesWhatIsBroken() throws IOException {
    assertThat(schemaErrors(Files.readString(RESOURCES.resolve("broken/everything.yaml"))))
        .hasSizeGreaterThan(10);
  }

  @Test
  void theSchemaForEditorsIsTheOneOfTheHub() throws IOException {
    assertThat(Files.readString(Path.of("../docs/reference/component.schema.json")))
        .isEqualTo(ComponentSchema.text());
  }

  private static List<String> schemaErrors(String yaml) throws IOException {
    return JsonSchemaFactory.getInstance(VersionFlag.V202012)
        .getSchema(ComponentSchema.text(), InputFormat.JSON)
        .validate(yaml, InputFormat.YAML)
        .stream()
        .map(Object::toString)
        .toList();
  }

  private static Found find(ComponentReference reference) {
    if (!reference.name().equals("churn-train")) {
      return BuiltInComponents.find(reference);
    }
    try {
      return reference.version().equals(Optional.of("1.4.0"))
          ? new Found.There(read("churn"))
          : new Found.NoVersion(List.of("1.4.0"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Component read(String name) throws IOException {
    return switch (ComponentReader.read(
        Files.readString(RESOURCES.resolve("valid").resolve(name + ".yaml")))) {
      case ComponentReader.Result.Valid valid -> valid.component();
      case ComponentReader.Result.Invalid invalid ->
          throw new AssertionError(text(invalid.findings()));
    };
  }

  private static void assertIs(Path source, String found) throws IOException {
    Path expected = source.resolveSibling(source.getFileName().toString().replace(".yaml", ".txt"));
    if (Boolean.getBoolean("write")) {
      Files.writeString(expected, found);
    }
    assertThat(found).isEqualTo(Files.readString(expected));
  }

  private static String text(List<Finding> findings) {
    return findings.stream().map(finding -> finding.text() + "\n").collect(Collectors.joining());
  }

  private static List<Path> in(String folder) throws IOException {
    try (Stream<Path> files = Files.list(RESOURCES.resolve(folder))) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
  }
}
