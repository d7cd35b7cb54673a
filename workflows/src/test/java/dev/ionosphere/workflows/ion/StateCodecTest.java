package dev.ionosphere.workflows.ion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.ionosphere.workflows.machine.engine.Behaviours;
import dev.ionosphere.workflows.machine.node.Kind;
import dev.ionosphere.workflows.machine.state.IonState;
import dev.ionosphere.workflows.machine.state.StoredIon;
import dev.ionosphere.workflows.machine.state.StoredIon.StoredPart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What goes through continue-as-new comes out the same, in this release and in later ones. */
class StateCodecTest {

  static final Path STATES = Path.of("src/test/resources/states");

  static Stream<String> names() {
    return TestingStates.all().keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("names")
  void aBusyStateSurvives(String name) {
    IonState state = TestingStates.all().get(name);
    StoredIon stored = StateCodec.encode(state);
    StoredIon again = StoredJson.of(StoredJson.text(stored));
    assertThat(StateCodec.decode(again)).isEqualTo(StateCodec.decode(stored));
    // As text, for JSON does not tell 1 from 1L among a program's arguments.
    assertThat(StateCodec.decode(again)).hasToString(state.toString());
  }

  /** Or the tests above would be about little. */
  @Test
  void everyPartIsInUseSomewhere() {
    Map<String, List<Object>> parts =
        TestingStates.all().values().stream()
            .flatMap(state -> StateCodec.encode(state).parts().values().stream())
            .collect(
                Collectors.groupingBy(
                    StoredPart::kind, Collectors.mapping(StoredPart::data, Collectors.toList())));
    assertThat(parts.keySet()).containsAll(Behaviours.kinds().stream().map(Kind::name).toList());
    parts.forEach((kind, data) ->
        assertThat(unused(data)).as("fields of %s that no state uses", kind).isEmpty());
  }

  /** Fields that are absent or empty in all. */
  private static List<String> unused(List<Object> data) {
    return data.stream()
        .map(Map.class::cast)
        .<Object>flatMap(map -> ((Map<?, ?>) map).keySet().stream())
        .distinct()
        .filter(
            field -> data.stream().map(Map.class::cast).allMatch(map -> isEmpty(map.get(field))))
        .map(String::valueOf)
        .toList();
  }

  private static boolean isEmpty(Object value) {
    return value == null
        || value instanceof Map<?, ?> map && map.isEmpty()
        || value instanceof List<?> list && list.isEmpty();
  }

  @Test
  void statesOfEveryReleaseAreReadAndWrittenTheSame() throws IOException {
    List<Path> files;
    try (Stream<Path> found = Files.walk(STATES)) {
      files = found.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
    assertThat(files).isNotEmpty();
    for (Path file : files) {
      StoredIon stored = StoredJson.of(Files.readString(file));
      StoredIon again = StateCodec.encode(StateCodec.decode(stored));
      assertThat(StoredJson.text(sameVersions(again, stored)))
          .as("%s", file)
          .isEqualTo(StoredJson.text(sameVersions(stored, again)));
      // What was brought up to date is read again as it was written.
      assertThat(StateCodec.decode(again)).isEqualTo(StateCodec.decode(stored));
    }
  }

  /** The parts whose version has not grown since. */
  private static StoredIon sameVersions(StoredIon state, StoredIon other) {
    Map<String, StoredPart> same = new LinkedHashMap<>(state.parts());
    same.keySet()
        .removeIf(name -> {
          StoredPart part = other.parts().get(name);
          return part != null && part.version() != state.parts().get(name).version();
        });
    return new StoredIon(state.schema(), same);
  }

  @Test
  void anOlderPartIsBroughtUpToDateStepByStep() {
    UnaryOperator<Map<String, Object>> renamed = data -> Map.of("seconds", data.get("sec"));
    UnaryOperator<Map<String, Object>> finer =
        data -> Map.of("millis", (int) data.get("seconds") * 1000);
    List<UnaryOperator<Map<String, Object>>> chain = List.of(renamed, finer);
    assertThat(StateCodec.upcast("testing", part(1, Map.of("sec", 7)), chain))
        .isEqualTo(Map.of("millis", 7000));
    assertThat(StateCodec.upcast("testing", part(2, Map.of("seconds", 7)), chain))
        .isEqualTo(Map.of("millis", 7000));
    assertThat(StateCodec.upcast("testing", part(3, Map.of("millis", 7)), chain))
        .isEqualTo(Map.of("millis", 7));
  }

  @Test
  void aPartOfANewerVersionIsNotRead() {
    StoredIon stored = StateCodec.encode(TestingStates.all().get("change"));
    assertThatIllegalStateException()
        .isThrownBy(() -> StateCodec.decode(newer(stored, "traffic")))
        .withMessage("The ION's state has traffic in version 2, this program reads up to 1");
    assertThatIllegalStateException()
        .isThrownBy(() -> StateCodec.decode(newer(stored, "node:detect")))
        .withMessage("The ION's state has node:detect in version 2, this program reads up to 1");
    assertThatIllegalStateException()
        .isThrownBy(() -> StateCodec.decode(new StoredIon(3, stored.parts())))
        .withMessage("The ION's state has schema 3, this program reads 2");
  }

  @Test
  void aNodeOfAnUnknownKindIsNotRead() {
    StoredIon stored = StateCodec.encode(TestingStates.all().get("change"));
    Map<String, StoredPart> parts = new LinkedHashMap<>(stored.parts());
    parts.put("node:oracle", new StoredPart("oracle", 1, Map.of()));
    assertThatIllegalStateException()
        .isThrownBy(() -> StateCodec.decode(new StoredIon(2, parts)))
        .withMessage(
            "The ION's state has node:oracle of kind oracle, which this program does not know");
  }

  static StoredIon newer(StoredIon stored, String name) {
    Map<String, StoredPart> parts = new LinkedHashMap<>(stored.parts());
    StoredPart part = parts.get(name);
    parts.put(name, new StoredPart(part.kind(), part.version() + 1, part.data()));
    return new StoredIon(stored.schema(), parts);
  }

  private static StoredPart part(int version, Map<String, Object> data) {
    return new StoredPart("testing", version, data);
  }
}
