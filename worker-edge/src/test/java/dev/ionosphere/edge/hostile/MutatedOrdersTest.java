package dev.ionosphere.edge.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.edge.order.OrderBook;
import dev.ionosphere.models.order.Assignment;
import dev.ionosphere.models.order.OrderCheck.Accepted;
import dev.ionosphere.models.order.OrderRefusal;
import dev.ionosphere.models.order.OrderRole;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Ten thousand mutants of an order with its release statement and a root, sent to one device. */
@Timeout(120)
class MutatedOrdersTest {

  private static final int MUTANTS = 10_000;
  private static final int FOLLOWED = 500;

  @TempDir Path directory;
  private AttackedDevice device;
  private byte[] honest;
  private Assignment said;

  @BeforeEach
  void start() throws Exception {
    device = new AttackedDevice(directory);
    // The device does not know this root yet.
    device.hub.orders.rotate(OrderRole.RELEASE);
    honest = device.good();
    said = Assignment.of(dev.ionosphere.models.order.Order.parse(honest).assignment());
  }

  @AfterEach
  void stop() throws InterruptedException {
    device.close();
  }

  @Test
  void noneIsObeyedUnlessItSaysTheSame() throws Exception {
    OrderBook book = device.agent.book;
    Assignment before = device.held();
    int refused = 0;
    int same = 0;
    for (int seed = 0; seed < MUTANTS; seed++) {
      byte[] mutant = Mutant.of(honest, seed);
      try {
        Accepted accepted = book.take(mutant);
        assertThat(accepted.assignment()).as("seed %d", seed).isEqualTo(said);
        same++;
      } catch (OrderRefusal refusal) {
        assertThat(refusal.message()).as("seed %d", seed).isNotBlank();
        refused++;
      }
      assertThat(book.held().orElseThrow())
          .as("seed %d", seed)
          .isEqualTo(same == 0 ? before : said);
    }
    assertThat(refused).as("refused").isGreaterThan(MUTANTS / 2);
    assertThat(same).as("in another spelling").isPositive();
    device.followsAGoodOrder();
  }

  @Test
  void whoFollowsThemRunsWhatItRan() throws Exception {
    for (int seed = 0; seed < FOLLOWED; seed++) {
      byte[] mutant = Mutant.of(honest, seed);
      long runs = device.runs().generation();
      try {
        device.follow(mutant);
        assertThat(device.held()).as("seed %d", seed).isEqualTo(said);
      } catch (OrderRefusal refusal) {
        assertThat(device.runs().generation()).as("seed %d", seed).isEqualTo(runs);
      }
    }
    device.followsAGoodOrder();
  }
}
