package dev.ionosphere.models.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ionosphere.data.format.Format;
import dev.ionosphere.data.source.BrokerAddress;
import dev.ionosphere.data.source.SourceSpec;
import dev.ionosphere.models.format.JsonFields;
import dev.ionosphere.models.format.ModelFormatException;
import dev.ionosphere.models.pack.Digest;
import dev.ionosphere.models.pack.ModelSignature;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AssignedNodeTest {

  private static final Digest DIGEST = Digest.of(new byte[0]);

  @Test
  void aFileIsWrittenAsAgentsOf030ReadIt() {
    ObjectNode json = written(new SourceSpec.File("a.csv"));
    assertThat(json.get("settings"))
        .hasToString("{\"every\":\"PT5M\",\"file\":\"a.csv\",\"batch\":7}");
  }

  @Test
  void anotherSourceIsReadAsItWasWritten() {
    SourceSpec folder = new SourceSpec.Folder("in/${device}", "*.csv");
    ObjectNode json = written(folder);
    assertThat(json.get("settings").has("file")).isFalse();
    assertThat(read(json.toString()).settings().source()).isEqualTo(folder);
    assertThat(read(written(new SourceSpec.Push()).toString()).settings().source())
        .isEqualTo(new SourceSpec.Push());
    SourceSpec messages =
        new SourceSpec.Mqtt(
            BrokerAddress.of("mqtts://broker"), "${device}/#", 0, Optional.of("plant"));
    assertThat(read(written(messages).toString()).settings().source()).isEqualTo(messages);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"file\":\"b\",\"directory\":\"a\"}",
        "{\"ftp\":\"x\"}",
        "{\"mqtt\":{\"broker\":\"ftp://x\",\"topic\":\"a\"}}",
        "{\"directory\":\"a\",\"pattern\":\".*\"}",
        "5"
      })
  void refusesASourceThatIsNone(String source) {
    String json =
        written(new SourceSpec.File("a"))
            .toString()
            .replace("\"file\":\"a\"", "\"source\":" + source);
    assertThatThrownBy(() -> read(json))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("settings.source");
  }

  @Test
  void saysHowLongABucketIsOnlyIfTheDocumentDoes() {
    assertThat(written(new SourceSpec.Push()).at("/settings/bucket").isMissingNode()).isTrue();
    String json = written(new SourceSpec.Push()).toString();
    String stated = json.replace("\"batch\"", "\"bucket\":\"PT5S\",\"batch\"");
    assertThat(read(stated).settings().bucket()).contains(Duration.ofSeconds(5));
    ObjectNode again = new JsonMapper().createObjectNode();
    read(stated).write(again);
    assertThat(again.at("/settings/bucket").asText()).isEqualTo("PT5S");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0S", "PT0.5S", "PT24H1S", "PT-1S"})
  void refusesABucketThatNoDeviceCanMake(String length) {
    String json =
        written(new SourceSpec.Push())
            .toString()
            .replace("\"batch\"", "\"bucket\":\"" + length + "\",\"batch\"");
    assertThatThrownBy(() -> read(json)).hasMessageContaining("settings.bucket");
  }

  @Test
  void refusesAFileBesideASource() {
    String json =
        written(new SourceSpec.Push()).toString().replace("\"batch\"", "\"file\":\"a\",\"batch\"");
    assertThatThrownBy(() -> read(json)).hasMessageContaining("a second source");
  }

  private static AssignedNode read(String json) {
    return AssignedNode.of(
        JsonFields.parse("node", json.getBytes(StandardCharsets.UTF_8), 1 << 16));
  }

  private static ObjectNode written(SourceSpec source) {
    ObjectNode json = new JsonMapper().createObjectNode();
    new AssignedNode(
            "pump",
            "detect",
            1,
            DIGEST,
            new ModelSignature("key", "c2lnbmF0dXJl"),
            9,
            DIGEST,
            new AssignedNode.Settings(Duration.ofMinutes(5), source, 7, Format.DEFAULT))
        .write(json);
    return json;
  }
}
