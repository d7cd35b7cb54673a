package dev.ionosphere.edge.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.data.format.Format;
import dev.ionosphere.data.source.BrokerAddress;
import dev.ionosphere.data.source.SourceSpec;
import dev.ionosphere.models.device.DesiredState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DesiredStateJsonTest {

  private static final String OF_030 =
      """
      {"device":"d1","ion":"pump","node":"detect","generation":3,
       "model":{"digest":"sha256:0","signature":"c2ln","keyId":"k","bytes":9},
       "every":"PT5M","file":"data/${device}.csv","batch":7,"trace":null}
      """;

  @Test
  void readsWhatAnAgentOf030Kept() throws IOException {
    DesiredState state = read(OF_030.getBytes(StandardCharsets.UTF_8));
    assertThat(state.source()).isEqualTo(new SourceSpec.File("data/${device}.csv"));
    assertThat(state.format()).isEqualTo(Format.DEFAULT);
  }

  @Test
  void aFileIsKeptAsItWas() throws IOException {
    DesiredState state = read(OF_030.getBytes(StandardCharsets.UTF_8));
    assertThat(state.of(state.source())).isEqualTo(state);
    assertThat(new String(Json.write(state), StandardCharsets.UTF_8))
        .doesNotContain("\"from\"", "\"stated\"", "\"bucket\"");
    assertThat(state.bucket()).isNull();
  }

  static Stream<SourceSpec> sources() {
    return Stream.of(
        new SourceSpec.File("a.csv"),
        new SourceSpec.Folder("in/${device}", "*.csv"),
        new SourceSpec.Push(),
        new SourceSpec.Mqtt(
            BrokerAddress.of("mqtts://broker"), "${device}/#", 1, Optional.of("plant")));
  }

  @ParameterizedTest
  @MethodSource("sources")
  void keepsEachSource(SourceSpec source) throws IOException {
    DesiredState state = read(OF_030.getBytes(StandardCharsets.UTF_8)).of(source);
    DesiredState read = read(Json.write(state));
    assertThat(read).isEqualTo(state);
    assertThat(read.source()).isEqualTo(source);
  }

  private static DesiredState read(byte[] json) throws IOException {
    return Json.read(json, DesiredState.class);
  }
}
