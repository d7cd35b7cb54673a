package dev.ionosphere.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ionosphere.edge.hub.HubConnections;
import dev.ionosphere.edge.hub.HubDoor;
import dev.ionosphere.edge.hub.HubLink;
import dev.ionosphere.edge.hub.HubRefusal;
import dev.ionosphere.edge.identity.DeviceKey;
import dev.ionosphere.edge.identity.Enrolment;
import dev.ionosphere.edge.store.Disk;
import dev.ionosphere.edge.store.StateDirectory;
import dev.ionosphere.edge.testing.TestingHub;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnrollerTest {

  private static final Map<String, String> TOKEN =
      Map.of("ION_ENROL_TOKEN", TestingHub.ENROL_TOKEN);

  @TempDir Path directory;
  private TestingHub hub;

  @BeforeEach
  void start() throws IOException {
    hub = new TestingHub("");
  }

  @AfterEach
  void stop() {
    hub.close();
  }

  @Test
  void enrolsWithATokenOnce() throws IOException, InterruptedException {
    assertThat(enrol("identity", TOKEN, Clock.systemUTC()).incarnation()).isEqualTo(1);
    int asked = hub.requests.size();
    enrol("identity", Map.of(), Clock.systemUTC());
    assertThat(hub.requests).hasSize(asked);
  }

  @Test
  void provesWithItsKeyThatItIsEnrolled() throws IOException, InterruptedException {
    enrolledKeyOnly();
    Enrolment enrolment = enrol("identity", Map.of(), Clock.systemUTC());
    assertThat(enrolment.device()).isEqualTo("d1");
  }

  @Test
  void provesItAlsoWithoutAClock() throws IOException, InterruptedException {
    enrolledKeyOnly();
    Clock none = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
    assertThat(enrol("identity", Map.of(), none).device()).isEqualTo("d1");
    assertThat(hub.requests).hasSize(2);
    assertThat(Enrolment.read(identity("identity"))).isPresent();
  }

  @Test
  void saysThatATokenIsNeededWhenItsKeyIsNotKnown() throws IOException {
    enrolledKeyOnly();
    assertThatThrownBy(() -> enrol("flashed", Map.of(), Clock.systemUTC()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("ION_ENROL_TOKEN")
        .hasMessageContaining("hub answered 401");
  }

  @Test
  void aTokenThatIsNotGoodIsRefused() {
    assertThatThrownBy(
            () -> enrol("identity", Map.of("ION_ENROL_TOKEN", "used"), Clock.systemUTC()))
        .isInstanceOf(HubRefusal.class);
  }

  private void enrolledKeyOnly() throws IOException {
    hub.enrolled("d1", DeviceKey.openOrMake(identity("identity")).publicKey());
  }

  private Enrolment enrol(String identity, Map<String, String> more, Clock clock)
      throws IOException, InterruptedException {
    Map<String, String> environment = new HashMap<>(more);
    environment.put("ION_HUB_URL", hub.address().toString());
    environment.put("ION_DEVICE", "d1");
    environment.put("ION_EDGE_DATA", directory.toString());
    environment.put("ION_SOURCE_ROOT", directory.toString());
    EdgeConfiguration configuration = EdgeConfiguration.from(environment);
    DeviceKey key = DeviceKey.openOrMake(identity(identity));
    HubConnections connections =
        new HubConnections(hub.address(), configuration.hubTrust(), new HubLink());
    HubDoor link = new HubDoor(connections, clock);
    return new Enroller(configuration, link, key).enrolled(identity(identity));
  }

  private StateDirectory identity(String name) {
    return new StateDirectory(Disk.local(), directory.resolve(name));
  }
}
