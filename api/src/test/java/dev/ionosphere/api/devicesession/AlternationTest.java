package dev.ionosphere.api.devicesession;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.models.request.ReplayWindow;
import dev.ionosphere.models.request.RequestKey;
import java.time.Duration;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class AlternationTest {

  private static final Duration LASTS = Duration.ofMinutes(15);
  private static final long MINUTE = Duration.ofMinutes(1).toNanos();

  private static final RequestKey KEY =
      new RequestKey(new SecretKeySpec(new byte[32], "HmacSHA256"));

  private final OpenSession first = session("first", 0);
  private final Alternation turns = new Alternation(first, LASTS, 0);

  @Test
  void twoAgentsComeBackToTheirSessions() {
    OpenSession second = session("second", MINUTE);
    int returns = 0;
    boolean found = false;
    while (!found && returns < 100) {
      assertThat(turns.used(second, 2 * MINUTE)).isFalse();
      found = turns.used(first, 2 * MINUTE);
      returns++;
    }
    assertThat(returns).isEqualTo(Alternation.TWO_AGENTS);
    assertThat(turns.isOver(30 * MINUTE)).isFalse();
    assertThat(turns.isOver(33 * MINUTE)).isTrue();
  }

  @Test
  void oneAgentHasAFewRequestsOnTheirWayWhenItRenews() {
    OpenSession before = first;
    for (int renewal = 1; renewal < 200; renewal++) {
      long now = renewal * 12 * MINUTE;
      OpenSession next = session("session-" + renewal, now);
      for (int late = 0; late < 4; late++) {
        assertThat(turns.used(next, now)).isFalse();
        assertThat(turns.used(before, now)).isFalse();
      }
      assertThat(turns.used(next, now)).isFalse();
      before = next;
    }
  }

  private static OpenSession session(String id, long opened) {
    return new OpenSession(id, "pump-7", 1, KEY, new ReplayWindow(), opened);
  }
}
