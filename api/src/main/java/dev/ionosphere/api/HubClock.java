package dev.ionosphere.api;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.Clock;

@Factory
final class HubClock {

  @Singleton
  Clock clock() {
    return Clock.systemUTC();
  }
}
