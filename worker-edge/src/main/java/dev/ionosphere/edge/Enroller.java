package dev.ionosphere.edge;

import dev.ionosphere.edge.hub.Hub;
import dev.ionosphere.edge.hub.HubRefusal;
import dev.ionosphere.edge.identity.DeviceKey;
import dev.ionosphere.edge.identity.Enrolment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Enrols the device with its one-time token, once in its life. */
final class Enroller {

  private static final Logger LOG = LoggerFactory.getLogger(Enroller.class);
  private static final long MOST_WAIT_SECONDS = 10;
  private static final int MOST_TOKEN = 4_096;

  private final EdgeConfiguration configuration;
  private final Hub hub;
  private final DeviceKey key;

  Enroller(EdgeConfiguration configuration, Hub hub, DeviceKey key) {
    this.configuration = configuration;
    this.hub = hub;
    this.key = key;
  }

  /** What the hub said at enrolment; waits for the hub if there has been none. */
  Enrolment enrolled(Path identity) throws IOException, InterruptedException {
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

  private Enrolment enrol(String token) throws IOException, InterruptedException {
    Hub.EnrolRequest request =
        new Hub.EnrolRequest(
            token,
            configuration.device(),
            key.publicKey(),
            System.getProperty("os.arch"),
            Runtime.getRuntime().maxMemory() >> 20,
            Optional.ofNullable(Enroller.class.getPackage().getImplementationVersion())
                .orElse("development"));
    boolean said = false;
    for (long wait = 1; ; wait = Math.min(2 * wait, MOST_WAIT_SECONDS)) {
      try {
        return hub.enrol(request);
      } catch (HubRefusal e) {
        if (e.status() >= 400 && e.status() < 500 && e.status() != 429) {
          throw e;
        }
        said = say(said, e);
      } catch (IOException e) {
        said = say(said, e);
      }
      TimeUnit.SECONDS.sleep(wait);
    }
  }

  private boolean say(boolean said, IOException e) {
    if (!said) {
      LOG.warn("hub {} is out of reach, enrolment waits: {}", configuration.hub(), e.toString());
    }
    return true;
  }

  private String token() throws IOException {
    if (configuration.enrolToken().isPresent()) {
      return configuration.enrolToken().get();
    }
    Path file =
        configuration
            .enrolTokenFile()
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "the device is not enrolled: ION_ENROL_TOKEN or ION_ENROL_TOKEN_FILE is"
                        + " needed"));
    if (Files.size(file) > MOST_TOKEN) {
      throw new IllegalArgumentException(
          "ION_ENROL_TOKEN_FILE: %s is larger than a token".formatted(file));
    }
    return Files.readString(file, StandardCharsets.US_ASCII).strip();
  }
}
