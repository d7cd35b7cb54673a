package dev.ionosphere.models.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.models.Hostile;
import dev.ionosphere.models.order.OrderCheck.Holder;
import org.junit.jupiter.api.Test;

/** Ten thousand orders with bytes changed, cut out, repeated or cut off. */
class MutatedOrdersTest {

  private static final int MUTANTS = 10_000;

  private final TestingHub hub = new TestingHub();

  @Test
  void noneIsFollowedUnlessItSaysTheSame() throws Exception {
    Order order = hub.order(1, 7);
    byte[] honest = order.json();
    Holder holder = hub.holder();
    Assignment said = Assignment.of(order.assignment());
    for (int seed = 0; seed < MUTANTS; seed++) {
      byte[] mutant = Hostile.damaged(honest, seed);
      try {
        // Base64 has spellings that mean the same bytes; only those may pass.
        assertThat(OrderCheck.check(mutant, holder, TestingHub.NOW).assignment())
            .as("seed %d", seed)
            .isEqualTo(said);
      } catch (OrderRefusal refusal) {
        assertThat(refusal.message()).as("seed %d", seed).isNotBlank();
      }
    }
    assertThat(OrderCheck.check(honest, holder, TestingHub.NOW).assignment()).isEqualTo(said);
  }
}
