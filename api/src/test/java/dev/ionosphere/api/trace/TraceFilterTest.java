package dev.ionosphere.api.trace;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ionosphere.api.TestingDevice;
import dev.ionosphere.api.TestingHttp;
import dev.ionosphere.api.access.DeviceRequester;
import dev.ionosphere.api.permission.DeviceOnly;
import dev.ionosphere.api.permission.Open;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

@MicronautTest(transactional = false)
@Property(name = "testing.log-fields", value = "true")
class TraceFilterTest {

  @Inject TestingHttp http;

  @Test
  void linesOfADevicesCallCarryTheDeviceThatSigned() {
    TestingDevice device = new TestingDevice(http, "lines-1").enrolled("{}");

    JsonNode fields = device.call("GET", "/testing/fields/device", "", Map.of()).json();

    assertThat(fields.path("device").asText()).isEqualTo("lines-1");
    assertThat(fields.path("trace").asText()).hasSize(32);
  }

  @Test
  void linesOfOthersCarryWhatThePathNames() {
    JsonNode fields = http.get("", "/testing/fields/turbofan/open").json();

    assertThat(fields.path("ion").asText()).isEqualTo("turbofan");
    assertThat(fields.has("device")).isFalse();
    assertThat(fields.path("trace").asText()).hasSize(32);
  }

  /** What a line would carry that is logged while the call is handled. */
  @Controller("/testing/fields")
  @Requires(property = "testing.log-fields")
  @ExecuteOn(TaskExecutors.BLOCKING)
  static class Fields {

    @Get("/device")
    @DeviceOnly
    Map<String, String> device(DeviceRequester device) {
      return new TreeMap<>(MDC.getCopyOfContextMap());
    }

    @Get("/{ion}/open")
    @Open
    Map<String, String> open(String ion) {
      return new TreeMap<>(MDC.getCopyOfContextMap());
    }
  }
}
