package dev.ionosphere.models.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ionosphere.models.Hostile;
import dev.ionosphere.models.format.ModelFormatException;
import dev.ionosphere.models.scoring.PlanSignature;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ManifestTest {

  private final Manifest manifest = new TestingPackage().manifest();

  @Test
  void comesBackAsItWas() {
    assertThat(Manifest.read(manifest.toJson())).isEqualTo(manifest);
  }

  @Test
  void bytesDoNotDependOnTheOrderOfPartsOrArguments() {
    Manifest other =
        new Manifest(
            manifest.name(),
            manifest.created(),
            manifest.parts().reversed(),
            manifest.signature(),
            manifest.lineage(),
            manifest.engine());
    assertThat(other.toJson()).isEqualTo(manifest.toJson());
    assertThat(other.digest()).isEqualTo(manifest.digest());
  }

  @Test
  void bytesAreTheSameForever() {
    // Were they not, a manifest rebuilt by a later version would be another model.
    Manifest first =
        new Manifest(
            1,
            manifest.name(),
            manifest.created(),
            manifest.parts(),
            PlanSignature.ofNumbers(manifest.features()),
            manifest.lineage(),
            manifest.engine());
    assertThat(Manifest.read(first.toJson())).isEqualTo(first);
    assertThat(text(first))
        .startsWith(
            """
            {"format":1,"name":"turbofan.retrain.3","created":"2026-02-03T09:00:00.123Z",\
            "engine":"spark-4.1.0","parts":[{"role":"plan","digest":"sha256:\
            """)
        .contains("\"schema\":{\"features\":[\"s2\",\"s3\",\"température\"]}")
        .contains("\"arguments\":{\"a\":\"\",\"input\":\"data/train.csv\",\"k\":\"8\"}");
    assertThat(first.digest().value())
        .isEqualTo("sha256:d23426799e62f5104110e64b46e00af7330d88f301704f8b6ead5e74307191be");
  }

  @Test
  void bytesOfTheSecondFormAreTheSameForever() {
    assertThat(text(manifest))
        .startsWith("{\"format\":2,")
        .contains(
            """
            "signature":{"inputs":[{"name":"s2","type":"float64","nullable":false},\
            {"name":"s3","type":"float64","nullable":false},\
            {"name":"température","type":"float64","nullable":false}],\
            "outputs":[{"name":"cluster","kind":"label","labels":["0","1"]},\
            {"name":"distance","kind":"value","labels":[]}]}\
            """);
    assertThat(manifest.digest().value())
        .isEqualTo("sha256:d9811786a55265d77048a52836943da29e0c7f257b6d9c2685fb5985f0b124e2");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"format\":2 | \"format\":3 | manifest.format: got 3, allowed: one of [1, 2]",
        "\"format\":2 | \"format\":1 | field signature",
        "\"format\":2 | \"format\":\"2\" | manifest.format",
        "\"format\":2 | \"format\":2,\"extra\":1 | field extra",
        "\"float64\" | \"decimal\" | float64 and the like",
        "\"nullable\":false | \"nullable\":0 | true or false",
        "\"kind\":\"label\" | \"kind\":\"cluster\" | label, value, probabilities",
        "\"role\":\"plan\" | \"role\":\"golden\" | role golden twice",
        "\"role\":\"plan\" | \"role\":\"virus\" | allowed: plan, golden, baseline",
        "\"role\":\"plan\" | \"role\":\"../plan\" | ../plan",
        "\"bytes\":15 | \"bytes\":-1 | 0 or more",
        "\"bytes\":15 | \"bytes\":1e3 | a whole number",
        "\"bytes\":15 | \"bytes\":99999999999999999999 | a whole number",
        "\"digest\":\"sha256: | \"digest\":\"sha256:/ | 64 lower-case hex digits",
        "\"name\":\"turbofan.retrain.3\" | \"name\":\"../../etc/passwd\" | manifest.name",
        "\"name\":\"turbofan.retrain.3\" | \"name\":\"a/b\" | manifest.name",
        "\"name\":\"turbofan.retrain.3\" | \"name\":\".hidden\" | manifest.name",
        "\"name\":\"turbofan.retrain.3\" | \"name\":\"\" | manifest.name",
        "\"ion\":\"turbofan\" | \"ion\":\"C:turbofan\" | lineage.ion",
        "\"engine\":\"spark-4.1.0\" | \"engine\":\"a\\\\b\" | manifest.engine",
        "\"s2\" | \"s3\" | a name twice",
        "\"s2\" | \"\\ud800\" | surrogate",
        "\"s2\" | \"a\\u0000b\" | control",
        "\"s2\" | \"\" | 0 characters",
        "\"a\":\"\" | \"a\":\"\",\"a\":\"\" | Duplicate",
        "\"a\":\"\" | \"a\":\"\\udc00\" | surrogate",
        "09:00:00.123Z | 25:00:00.123Z | a UTC time",
      })
  void refusesWhatIsWrong(String found, String replacement, String message) {
    String text = text(manifest);
    assertThat(text).contains(found);
    byte[] changed =
        text.replaceFirst(quote(found), quoteReplacement(replacement))
            .getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> Manifest.read(changed))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining(message);
  }

  @Test
  void refusesMoreThanAMegabyte() {
    byte[] large = (text(manifest) + " ".repeat(1024 * 1024)).getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> Manifest.read(large)).hasMessageContaining("at most 1048576");
  }

  @Test
  void doesNotWriteMoreThanItReads() {
    Lineage own = manifest.lineage();
    Lineage large =
        new Lineage(
            own.ion(),
            own.node(),
            own.run(),
            own.data(),
            own.component(),
            own.program(),
            Map.of("text", "x".repeat(1024 * 1024)),
            own.parents());
    Manifest changed =
        new Manifest(
            manifest.name(),
            manifest.created(),
            manifest.parts(),
            manifest.signature(),
            large,
            manifest.engine());
    assertThatThrownBy(changed::toJson).isInstanceOf(ModelFormatException.class);
  }

  @Test
  void refusesTooManyFeatures() {
    PlanSignature wide =
        PlanSignature.ofNumbers(IntStream.range(0, 10_001).mapToObj(i -> "s" + i).toList());
    assertThatThrownBy(() ->
            new Manifest("a", manifest.created(), List.of(), wide, manifest.lineage(), "spark"))
        .hasMessageContaining("at most 10000");
  }

  @Property(tries = 2000)
  void readsOrRefusesDamagedBytes(@ForAll long seed) {
    Hostile.readsOrRefuses(
        Manifest::read, Hostile.damaged(new TestingPackage().manifest().toJson(), seed));
  }

  @Property(tries = 500)
  void readsOrRefusesAnyBytes(@ForAll @Size(max = 200) byte[] bytes) {
    Hostile.readsOrRefuses(Manifest::read, bytes);
  }

  /** What is read can be written, and is the same manifest then. */
  @Property(tries = 1000)
  void whatIsReadIsWrittenAndReadAgain(@ForAll long seed) {
    byte[] damaged = Hostile.damaged(new TestingPackage().manifest().toJson(), seed);
    Manifest read;
    try {
      read = Manifest.read(damaged);
    } catch (ModelFormatException e) {
      return;
    }
    assertThat(Manifest.read(read.toJson())).isEqualTo(read);
  }

  private static String quote(String text) {
    return Pattern.quote(text);
  }

  private static String quoteReplacement(String text) {
    return Matcher.quoteReplacement(text);
  }

  private static String text(Manifest manifest) {
    return new String(manifest.toJson(), StandardCharsets.UTF_8);
  }
}
