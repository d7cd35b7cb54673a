package dev.ionosphere.edge;

import dev.ionosphere.edge.hub.HubDoor;
import dev.ionosphere.edge.hub.HubRefusal;
import dev.ionosphere.edge.identity.DeviceKey;
import dev.ionosphere.edge.identity.Enrolment;
import dev.ionosphere.edge.identity.EnrolmentProof;
import dev.ionosphere.edge.identity.ThisAgent;
import dev.ionosphere.edge.store.StateDirectory;
import dev.ionosphere.edge.temporal.TemporalFeeds;
import dev.ionosphere.models.device.Telemetry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Enrols the device with its one-time token, once in its life. Without a token it says that it is
 * enrolled already and proves it with its key; a hub that does not know the key asks a person.
 */
final class Enroller {

  private static final Logger LOG = LoggerFactory.getLogger(Enroller.class);
  private static final long MOST_WAIT_SECONDS = 10;
  private static final int MOST_TOKEN = 4_096;
  private static final int UNAUTHENTICATED = 401;
  private static final String NO_TOKEN =
      "the device is not enrolled: ION_ENROL_TOKEN or ION_ENROL_TOKEN_FILE is needed; ";

  private final EdgeConfiguration configuration;
  private final HubDoor hub;
  private final DeviceKey key;

  Enroller(EdgeConfiguration configuration, HubDoor hub, DeviceKey key) {
    this.configuration = configuration;
    this.hub = hub;
    this.key = key;
  }

  /** What the hub said at enrolment; waits for the hub if there has been none. */
  Enrolment enrolled(StateDirectory identity) throws IOException, InterruptedException {
    Optional<Enrolment> known = Enrolment.read(identity);
    if (known.isPresent()) {
      if (!known.get().device().equals(configuration.device())) {
        throw new IllegalArgumentException(
            "ION_DEVICE: got '%s', but %s is enrolled as '%s'"
                .formatted(configuration.device(), configuration.data(), known.get().device()));
      }
      return known.get();
    }
    Enrolment enrolment = enrol(token());
    enrolment.write(identity);
    LOG.info("enrolled as {}", enrolment.device());
    return enrolment;
  }

  private Enrolment enrol(Optional<String> token) throws IOException, InterruptedException {
    boolean said = false;
    for (long wait = 1; ; wait = Math.min(2 * wait, MOST_WAIT_SECONDS)) {
      Instant time = hub.time();
      try {
        return hub.enrol(request(token));
      } catch (HubRefusal e) {
        if (e.status() == UNAUTHENTICATED && token.isEmpty() && differs(time, hub.time())) {
          continue; // a clock that is wrong proves nothing; now the hub's time is known
        }
        if (e.status() >= 400 && e.status() < 500 && e.status() != 429) {
          if (token.isEmpty()) {
            throw new IllegalArgumentException(NO_TOKEN + e.getMessage(), e);
          }
          throw e;
        }
        said = say(said, e);
      } catch (IOException e) {
        said = say(said, e);
      }
      TimeUnit.SECONDS.sleep(wait);
    }
  }

  private static boolean differs(Instant before, Instant after) {
    return Duration.between(before, after).abs().compareTo(Duration.ofMinutes(1)) > 0;
  }

  private HubDoor.EnrolRequest request(Optional<String> token) {
    Telemetry.Agent agent = ThisAgent.facts();
    return new HubDoor.EnrolRequest(
        token.orElse(null),
        token.isPresent() ? null : EnrolmentProof.of(key, configuration.device(), hub.time()),
        configuration.device(),
        key.publicKey(),
        agent.architecture(),
        agent.memoryMb(),
        agent.version(),
        TemporalFeeds.available() ? List.of("poll", "temporal") : List.of("poll"));
  }

  private boolean say(boolean said, IOException e) {
    if (!said) {
      LOG.warn("hub {} is out of reach, enrolment waits: {}", configuration.hub(), e.toString());
    }
    return true;
  }

  private Optional<String> token() throws IOException {
    if (configuration.enrolToken().isPresent() || configuration.enrolTokenFile().isEmpty()) {
      return configuration.enrolToken();
    }
    Path file = configuration.enrolTokenFile().get();
    if (Files.size(file) > MOST_TOKEN) {
      throw new IllegalArgumentException(
          "ION_ENROL_TOKEN_FILE: %s is larger than a token".formatted(file));
    }
    return Optional.of(Files.readString(file, StandardCharsets.US_ASCII).strip());
  }
}
