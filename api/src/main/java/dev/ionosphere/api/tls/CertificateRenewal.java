package dev.ionosphere.api.tls;

import dev.ionosphere.links.tls.PemFile;
import io.micronaut.context.annotation.Requires;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Renews the hub's own certificate, and warns while that of somebody else is about to end. */
@Singleton
@Requires(beans = HubTls.class)
final class CertificateRenewal {
  private static final Logger LOG = LoggerFactory.getLogger(CertificateRenewal.class);

  private final HubTls tls;
  private final Clock clock;

  CertificateRenewal(HubTls tls, Clock clock) {
    this.tls = tls;
    this.clock = clock;
  }

  @Scheduled(fixedDelay = "12h", initialDelay = "1m")
  void look() {
    Instant now = clock.instant();
    try {
      switch (tls) {
        case HubTls.Off off -> {}
        case HubTls.Given(Path certificate, Path key) -> warn(certificate, now);
        case HubTls.Own(HubAuthority authority) -> {
          if (authority.prepare(now)) {
            LOG.info("the hub's certificate was renewed in {}", authority.hub());
          }
        }
      }
    } catch (IOException | IllegalArgumentException failed) {
      LOG.error("the hub's certificate could not be looked at: {}", failed.getMessage());
    }
  }

  private static void warn(Path certificate, Instant now) {
    Instant end =
        new PemFile(HubTls.CERTIFICATE, certificate)
            .certificates()
            .getFirst()
            .getNotAfter()
            .toInstant();
    if (now.plus(HubAuthority.RENEWED_BEFORE).isAfter(end)) {
      LOG.warn("the hub's certificate {} ends at {}; renew it", certificate, end);
    }
  }
}
