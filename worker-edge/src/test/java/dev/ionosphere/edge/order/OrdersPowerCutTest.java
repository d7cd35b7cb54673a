package dev.ionosphere.edge.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.edge.testing.PowerCuts;
import dev.ionosphere.edge.testing.TestingAgent;
import dev.ionosphere.edge.testing.TestingHub;
import dev.ionosphere.edge.testing.TestingModel;
import dev.ionosphere.edge.testing.TestingPowerCut;
import dev.ionosphere.edge.testing.TestingPowerCut.Fault;
import dev.ionosphere.edge.testing.TestingPowerCut.Leaves;
import dev.ionosphere.models.order.Assignment;
import dev.ionosphere.models.order.OrderRefusal;
import dev.ionosphere.models.order.OrderRole;
import dev.ionosphere.models.pack.ModelRef;
import dev.ionosphere.workflows.device.DeviceOrder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A disk that fails at each operation of two orders, the second of which brings a new root. */
class OrdersPowerCutTest {

  @TempDir Path directory;

  @ParameterizedTest
  @EnumSource(names = {"NOTHING", "SOME"})
  void holdsOneOrderOrTheOtherAndTakesTheNext(Leaves leaves) throws IOException {
    assertThat(PowerCuts.walk(directory, leaves, Life::new)).isGreaterThan(15);
  }

  @ParameterizedTest
  @CsvSource({"FULL, false", "READ_ONLY, true"})
  void takesTheNextWhenTheDiskIsWell(Fault fault, boolean lasting) throws IOException {
    assertThat(PowerCuts.walk(directory, fault, lasting, Life::new)).isPositive();
  }

  private static final class Life implements PowerCuts.Life {

    private final TestingHub hub = new TestingHub("");
    private final ModelRef model = TestingModel.signedBy(hub.signer, "a").reference();
    private long taken;

    Life() throws IOException {}

    @Override
    public void live(Path directory, TestingPowerCut disk) throws IOException {
      OrderBook book = new TestingAgent(hub, directory, disk).book;
      take(book, 1);
      hub.orders.rotate(OrderRole.DIRECTOR);
      take(book, 2);
    }

    private void take(OrderBook book, long generation) {
      try {
        take(book, hub.orders.next(TestingAgent.DEVICE, generation, model));
        taken = generation;
      } catch (IOException e) {
        assertThat(e).isInstanceOf(FileSystemException.class);
      }
    }

    @Override
    public void check(Path directory, String when) throws IOException {
      try {
        OrderBook book = new TestingAgent(hub, directory, new TestingPowerCut(directory)).book;
        long held = book.held().map(Assignment::version).map(v -> v.number()).orElse(0L);
        assertThat(held).as(when).isBetween(taken, 2L);
        hub.orders.rotate(OrderRole.RELEASE);
        take(book, hub.orders.next(TestingAgent.DEVICE, 3, model));
        assertThat(book.held().orElseThrow().nodes().getFirst().generation()).as(when).isEqualTo(3);
        assertThat(book.modelKeys()).as(when).containsKey(hub.signer.keyId());
      } finally {
        hub.close();
      }
    }

    private static void take(OrderBook book, DeviceOrder order) throws IOException {
      try {
        book.take(order.order().getBytes(StandardCharsets.UTF_8));
      } catch (OrderRefusal e) {
        throw new AssertionError(e.message(), e);
      }
    }
  }
}
