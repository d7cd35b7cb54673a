package dev.ionosphere.edge.mqtt;

import static dev.ionosphere.edge.mqtt.TestingScriptedBroker.message;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.data.csv.CsvDialect;
import dev.ionosphere.data.format.Format;
import dev.ionosphere.data.row.Schema;
import dev.ionosphere.data.source.Poll;
import dev.ionosphere.data.source.Position;
import dev.ionosphere.data.source.Source;
import dev.ionosphere.data.source.SourceSpec;
import dev.ionosphere.edge.inbox.Inboxes;
import dev.ionosphere.edge.mqtt.TestingScriptedBroker.Script;
import dev.ionosphere.edge.spool.Spool;
import dev.ionosphere.edge.status.NodeStatuses;
import dev.ionosphere.edge.store.Disk;
import dev.ionosphere.edge.store.NodeKey;
import dev.ionosphere.edge.store.StateDirectory;
import dev.ionosphere.edge.telemetry.Incidents;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Brokers that are broken, or worse. */
@Timeout(60)
class HostileBrokerIT {

  private static final NodeKey KEY = new NodeKey("pump", "detect");
  private static final Format FORMAT =
      new Format.Csv(CsvDialect.COMMA.withColumns(List.of("a", "note")));

  @TempDir Path directory;
  private final NodeStatuses statuses = new NodeStatuses();
  private final List<Double> values = new ArrayList<>();
  private TestingScriptedBroker broker;
  private Source source;
  private Receiver receiver;
  private Thread thread;

  @BeforeEach
  void begin() {
    statuses.set(KEY, null, "active", "");
  }

  @AfterEach
  void end() throws Exception {
    receiver.end();
    thread.interrupt();
    broker.close();
    thread.join();
  }

  @ParameterizedTest
  @CsvSource({
    "'', has ended the connection before it let this device in",
    "'20,0', a packet of type 2 with 0 bytes",
    "'20,2,0,4d', 'refuses the connection, by its code 77'",
    "'20,2,0,5', does not let this device in",
    "'48,54,54,50', 'a packet of type 4 with 84 bytes, which no client is sent'",
  })
  void saysHowItIsNotLetIn(String answer, String said) throws IOException {
    start(connection -> {
      connection.read();
      for (String part : answer.isEmpty() ? new String[0] : answer.split(",")) {
        connection.send(Integer.parseInt(part, 16));
      }
      if (!answer.isEmpty()) {
        connection.listen();
      }
    });
    until(() -> reason().contains(said));
  }

  @ParameterizedTest
  @CsvSource({
    "'32,0', 'a message of 0 bytes, in which its topic does not end'",
    "'32,4,0,9,73,2f', 'a message of 4 bytes, in which its topic does not end'",
    "'34,4,0,0,0,1', a message with QoS 2 or 3",
    "'20,3,0,0,0', a packet of type 2 with 3 bytes",
    "'e0,0', a packet of type 14 with 0 bytes",
  })
  void saysWhatIsNoPacket(String packet, String said) throws IOException {
    start(connection -> {
      connection.letIn();
      for (String part : packet.split(",")) {
        connection.send(Integer.parseInt(part, 16));
      }
      connection.listen();
    });
    until(() -> reason().contains(said));
  }

  /** The client ends in silence of such topics; rows behind them came a minute later, or never. */
  @Test
  void goesOnBehindATopicThatTheClientDoesNotTake() throws IOException {
    start(connection -> {
      connection.letIn();
      connection.send(
          message(1, "s/a", "1,\n"),
          message(2, new byte[] {'s', '/', 1}, new byte[] {'8', ','}),
          message(3, new byte[] {'s', '/', (byte) 0xff}, new byte[] {'9', ','}),
          message(4, "s/\uFF21\uFF08\u6E29\uFF09", "2,\n"),
          message(5, "s/b", "3,\n"));
      connection.listen();
    });
    until(() -> read() == 3);
    assertThat(values).containsExactly(1.0, 2.0, 3.0);
  }

  @Test
  void asksForNoTopicThatTheClientDoesNotSend() throws IOException {
    start("s/\uFF08", TestingScriptedBroker.Connection::letIn);
    until(() -> reason().contains("put + for its level"));
  }

  /** Each would be kept for ever. */
  @Test
  void letsGoOfABrokerThatTakesNoAnswer() throws IOException {
    CountDownLatch over = new CountDownLatch(1);
    ByteArrayOutputStream many = new ByteArrayOutputStream();
    for (int id = 1; id <= 60_000; id++) {
      many.writeBytes(message(id, "s/a", ""));
    }
    start(connection -> {
      connection.letIn();
      try {
        while (true) {
          connection.send(many.toByteArray());
        }
      } finally {
        over.countDown();
      }
    });
    until(() -> over.getCount() == 0);
    until(() -> reason().contains("does not take what is answered"));
  }

  private void start(Script script) throws IOException {
    start("s/+", script);
  }

  private void start(String topic, Script script) throws IOException {
    broker = new TestingScriptedBroker(script);
    Inboxes inboxes = new Inboxes(Disk.local(), "inbox-mqtt", 1 << 22);
    SourceSpec.Mqtt from = new SourceSpec.Mqtt(broker.address(), topic, 1, Optional.empty());
    source =
        inboxes.open(
            KEY,
            new StateDirectory(Disk.local(), directory.resolve("node")),
            from,
            FORMAT,
            Schema.ofNumbers(List.of("a")),
            100,
            Position.START);
    Spool spool = Spool.open(Disk.local(), directory.resolve("spool"), 1 << 22);
    Waiting waiting =
        new Waiting(KEY, statuses, new Incidents(spool, Clock.systemUTC()), System::nanoTime);
    receiver =
        new Receiver(
            KEY, inboxes.find(KEY).orElseThrow(), from, "d1", BrokerSettings.of(Map.of()), waiting);
    thread = Thread.ofPlatform().start(receiver);
  }

  private int read() {
    try {
      Poll poll = source.poll(100);
      double[] read = new double[poll.rows().size()];
      poll.rows().copyNumbers(0, read, 0, 1);
      for (double value : read) {
        values.add(value);
      }
      return values.size();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private String reason() {
    return statuses.all().getFirst().reason();
  }

  private void until(BooleanSupplier condition) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as(() -> values + " " + reason()).isLessThan(end);
      LockSupport.parkNanos(5_000_000);
    }
  }
}
