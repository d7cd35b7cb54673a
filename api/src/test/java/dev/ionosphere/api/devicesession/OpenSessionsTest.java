package dev.ionosphere.api.devicesession;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.models.request.RequestKey;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class OpenSessionsTest {

  private final AtomicLong nanos = new AtomicLong();
  private final OpenSessions sessions = new OpenSessions(nanos::get);

  @Test
  void oneIsFoundUntilItIsOver() {
    OpenSession session = open("a", "engine-1");
    pass(OpenSessions.LASTS.minusMillis(1));
    assertThat(sessions.find("a")).contains(session);
    pass(Duration.ofMillis(1));
    assertThat(sessions.find("a")).isEmpty();
    assertThat(sessions.size()).isZero();
  }

  @Test
  void oneMoreEndsTheOldestOfTheDeviceAndNoOther() {
    open("other", "engine-2");
    for (int i = 0; i <= OpenSessions.OF_A_DEVICE; i++) {
      open("a" + i, "engine-1");
    }
    assertThat(sessions.find("a0")).isEmpty();
    assertThat(sessions.find("a1")).isPresent();
    assertThat(sessions.find("other")).isPresent();
    assertThat(sessions.size()).isEqualTo(OpenSessions.OF_A_DEVICE + 1);
  }

  @Test
  void oneThatEndedMakesRoom() {
    for (int i = 0; i < OpenSessions.OF_A_DEVICE; i++) {
      open("a" + i, "engine-1");
    }
    sessions.end(sessions.find("a2").orElseThrow());
    open("b", "engine-1");
    assertThat(sessions.find("a0")).isPresent();
    assertThat(sessions.find("a2")).isEmpty();
  }

  @Test
  void nothingIsLeftOfAFleetThatWentAway() {
    for (int device = 0; device < 10_000; device++) {
      open("s" + device, "engine-" + device);
      pass(Duration.ofSeconds(1));
    }
    assertThat(sessions.size()).isEqualTo((int) OpenSessions.LASTS.toSeconds() - 1);
    pass(OpenSessions.LASTS);
    assertThat(sessions.size()).isZero();
  }

  private OpenSession open(String id, String device) {
    return sessions.open(
        id, device, 1, new RequestKey(new SecretKeySpec(new byte[32], "HmacSHA256")));
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }
}
