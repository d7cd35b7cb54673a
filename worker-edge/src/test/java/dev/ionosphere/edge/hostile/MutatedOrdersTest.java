package dev.ionosphere.edge.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.edge.identity.Enrolment;
import dev.ionosphere.edge.order.OrderBook;
import dev.ionosphere.edge.order.RootOfTrust;
import dev.ionosphere.edge.store.Disk;
import dev.ionosphere.edge.store.StateDirectory;
import dev.ionosphere.models.device.Telemetry;
import dev.ionosphere.models.order.Assignment;
import dev.ionosphere.models.order.Order;
import dev.ionosphere.models.order.OrderCheck.Accepted;
import dev.ionosphere.models.order.OrderRefusal;
import dev.ionosphere.models.order.OrderRole;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Ten thousand mutants of an order, its release statement and its roots, sent to one device. */
@Timeout(120)
class MutatedOrdersTest {

  private static final int ORDERS = 9_300;
  private static final int WITH_ROOTS = 400;
  private static final int FOLLOWED = 300;

  @TempDir Path directory;
  private AttackedDevice device;
  private int books;

  @BeforeEach
  void start() throws Exception {
    device = new AttackedDevice(directory);
  }

  @AfterEach
  void stop() throws InterruptedException {
    device.close();
  }

  @Test
  void noneIsHeldUnlessItSaysTheSame() throws Exception {
    Order full = Order.parse(device.good());
    byte[] honest = new Order(List.of(), full.releases(), full.assignment()).json();
    Assignment said = Assignment.of(full.assignment());
    OrderBook book = device.agent.book;
    Optional<Telemetry.Held> held = book.report();
    int same = 0;
    for (int seed = 0; seed < ORDERS; seed++) {
      if (taken(book, Mutant.of(honest, seed), said, seed).isPresent()) {
        assertThat(device.held()).isEqualTo(said);
        held = book.report();
        same++;
      }
      assertThat(book.report()).as("seed %d", seed).isEqualTo(held);
    }
    assertThat(same).as("in another spelling").isBetween(100, ORDERS / 4);
    device.followsAGoodOrder();
  }

  @Test
  void noRootIsBelievedUnlessItSaysTheSame() throws Exception {
    device.hub.orders.rotate(OrderRole.RELEASE);
    byte[] honest = device.good();
    Assignment said = Assignment.of(Order.parse(honest).assignment());
    long newest = device.hub.orders.newest().version();
    OrderBook book = knowsTheFirstRoot();
    for (int seed = 0; seed < WITH_ROOTS; seed++) {
      Optional<Accepted> accepted = taken(book, Mutant.of(honest, seed), said, seed);
      if (accepted.isPresent()) {
        assertThat(accepted.get().root().root().version()).as("seed %d", seed).isEqualTo(newest);
        book = knowsTheFirstRoot();
      }
      assertThat(book.report()).as("seed %d", seed).isEmpty();
    }
    assertThat(book.take(honest).root().root().version()).isEqualTo(newest);
  }

  @Test
  void whoFollowsThemRunsWhatItRan() throws Exception {
    byte[] honest = device.good();
    Assignment said = Assignment.of(Order.parse(honest).assignment());
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

  private static Optional<Accepted> taken(OrderBook book, byte[] mutant, Assignment said, int seed)
      throws IOException {
    try {
      Accepted accepted = book.take(mutant);
      assertThat(accepted.assignment()).as("seed %d", seed).isEqualTo(said);
      return Optional.of(accepted);
    } catch (OrderRefusal refusal) {
      assertThat(refusal.message()).as("seed %d", seed).isNotBlank();
      return Optional.empty();
    }
  }

  private OrderBook knowsTheFirstRoot() {
    StateDirectory orders = new StateDirectory(Disk.local(), directory.resolve("book-" + ++books));
    String first = new String(device.hub.orders.root().json(), StandardCharsets.UTF_8);
    Enrolment enrolment = new Enrolment(AttackedDevice.DEVICE, 1, Map.of(), first, null, null);
    RootOfTrust trust = RootOfTrust.open(orders, enrolment, device.agent.link.door());
    return OrderBook.open(orders, enrolment, trust, device.agent.link.hub());
  }
}
