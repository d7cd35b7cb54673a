package dev.ionosphere.api.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.data.csv.CsvDialect;
import dev.ionosphere.data.format.Format;
import dev.ionosphere.data.source.BrokerAddress;
import dev.ionosphere.data.source.SourceSpec;
import dev.ionosphere.models.order.AssignedNode.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AssignedModelTest {

  private static final Format SEMICOLONS =
      new Format.Csv(CsvDialect.COMMA.withDelimiter(';').withDecimal(','));

  static Stream<Settings> settings() {
    return Stream.of(
        new Settings(Duration.ofMinutes(5), new SourceSpec.File("a.csv"), 7, Format.DEFAULT),
        new Settings(Duration.ofMinutes(5), new SourceSpec.File("a.csv"), 7, SEMICOLONS),
        new Settings(Duration.ofMillis(100), new SourceSpec.Folder("in", "*"), 7, SEMICOLONS),
        new Settings(
            Duration.ofMillis(100),
            new SourceSpec.Mqtt(BrokerAddress.of("mqtts://broker"), "a/+", 1, Optional.of("plant")),
            7,
            SEMICOLONS),
        new Settings(
            Duration.ofMinutes(5),
            new SourceSpec.File("a.csv"),
            7,
            Format.DEFAULT,
            Optional.of(Duration.ofSeconds(5))));
  }

  @ParameterizedTest
  @MethodSource("settings")
  void keepsHowTheNodeIsRun(Settings settings) {
    assertThat(row(settings).settings()).isEqualTo(settings);
  }

  @Test
  void whatIsAsUsualIsKeptAsItWas() {
    AssignedModel row = row(settings().findFirst().orElseThrow());
    assertThat(row.file()).isEqualTo("a.csv");
    assertThat(row.format()).isNull();
    assertThat(row.source()).isNull();
  }

  private static AssignedModel row(Settings settings) {
    return AssignedModel.of("d1", "pump", "detect", 1, "sha256:0", settings, Instant.EPOCH);
  }
}
