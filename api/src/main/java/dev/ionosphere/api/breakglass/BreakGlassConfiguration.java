package dev.ionosphere.api.breakglass;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * @param keyFile public half of the offline key, Ed25519, X.509, base64; empty: there is none
 * @param delay in which an approver may still reject
 */
@ConfigurationProperties("hub.break-glass")
record BreakGlassConfiguration(
    @Bindable(defaultValue = "") String keyFile, @Bindable(defaultValue = "1h") Duration delay) {

  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofDays(30);

  BreakGlassConfiguration {
    if (delay.compareTo(SHORTEST) < 0 || delay.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "ION_BREAK_GLASS_DELAY is %s; allowed is %s to %s".formatted(delay, SHORTEST, LONGEST));
    }
  }
}
