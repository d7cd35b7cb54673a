package dev.ionosphere.edge.hub;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ionosphere.edge.testing.TestingHub;
import dev.ionosphere.edge.testing.TestingLink;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HubTest {

  @Test
  void tellsWhyTheHubTakesNoToken(@TempDir Path directory) throws IOException {
    try (TestingHub testing = new TestingHub("")) {
      HubDoor hub = TestingLink.to(testing, directory, "d1", Clock.systemUTC()).door();
      assertThatThrownBy(() ->
              hub.enrol(
                  new HubDoor.EnrolRequest(
                      "wrong", null, "d1", "key", "amd64", 64, "development", List.of())))
          .isInstanceOf(HubRefusal.class)
          .hasMessage("POST /api/v1/devices/enrol: hub answered 401: token unknown");
    }
  }
}
