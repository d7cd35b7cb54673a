package dev.ionosphere.edge.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ionosphere.data.csv.CsvDialect;
import dev.ionosphere.data.format.Format;
import dev.ionosphere.data.row.Column;
import dev.ionosphere.data.row.ColumnType;
import dev.ionosphere.data.row.Schema;
import dev.ionosphere.data.source.BrokerAddress;
import dev.ionosphere.data.source.Poll;
import dev.ionosphere.data.source.Position;
import dev.ionosphere.data.source.Source;
import dev.ionosphere.data.source.SourceSpec;
import dev.ionosphere.edge.inbox.Inboxes;
import dev.ionosphere.edge.spool.Priority;
import dev.ionosphere.edge.spool.Spool;
import dev.ionosphere.edge.status.NodeStatuses;
import dev.ionosphere.edge.store.Disk;
import dev.ionosphere.edge.store.Json;
import dev.ionosphere.edge.store.NodeKey;
import dev.ionosphere.edge.store.StateDirectory;
import dev.ionosphere.edge.supervise.Supervisor;
import dev.ionosphere.edge.telemetry.Incidents;
import dev.ionosphere.links.authority.CertificateAuthority;
import dev.ionosphere.links.authority.IdentityFile;
import dev.ionosphere.models.device.Telemetry.Incident;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a node gets of a real mosquitto, and what it says where it gets nothing. */
@Timeout(180)
class MqttLinkIT {

  private static final NodeKey KEY = new NodeKey("pump", "detect");
  private static final Format FORMAT =
      new Format.Csv(CsvDialect.COMMA.withColumns(List.of("a", "note")));
  private static final Duration DAY = Duration.ofDays(1);

  @TempDir Path directory;
  private TestingBroker broker;
  private final Map<String, String> variables = new HashMap<>();
  private final NodeStatuses statuses = new NodeStatuses();
  private Spool spool;
  private Inboxes inboxes;
  private Thread link;
  private Source source;
  private Position position = Position.START;
  private long inboxBytes = 1 << 22;
  private final List<Double> values = new ArrayList<>();
  private long refused;

  @BeforeEach
  void begin() throws IOException {
    assumeTrue(TestingBroker.isHere(), "mosquitto is not here");
    broker = new TestingBroker(directory.resolve("broker"));
    spool = Spool.open(Disk.local(), directory.resolve("spool"), 1 << 22);
    statuses.set(KEY, null, "active", "");
  }

  @AfterEach
  void end() throws Exception {
    stop();
    broker.close();
  }

  @Test
  void takesWhatComesNowAndWhatCameWhileItWasOff() throws Exception {
    broker.start();
    start(plain());
    until("it is connected", () -> reason().isEmpty());
    publish(0, 50);
    until("50 rows came", () -> read() == 50);
    stop();
    publish(50, 50);
    start(plain());
    publish(100, 50);
    until("150 rows came", () -> read() == 150);
    assertThat(values).isEqualTo(numbers(0, 150));
    assertThat(incidents()).isEmpty();
  }

  @Test
  void waitsForABrokerThatIsNotThereYetOrAwayForAWhile() throws Exception {
    start(plain());
    until("it says so", () -> reason().contains("is not reached"));
    assertThat(reason()).contains(broker.address().text(), "Connection refused");
    broker.start();
    until("it is connected", () -> reason().isEmpty());
    publish(0, 20);
    until("20 rows came", () -> read() == 20);
    broker.stop();
    until("it says so", () -> !reason().isEmpty());
    broker.start();
    publish(20, 20);
    until("40 rows came", () -> read() == 40);
    assertThat(values).isEqualTo(numbers(0, 40));
    assertThat(incidents("device.source.fault")).isNotEmpty();
  }

  @Test
  void countsOnceWhatTheBrokerSendsAgain() throws Exception {
    broker.start();
    try (TestingCable cable = new TestingCable(broker.address().port())) {
      start(mqtt(new BrokerAddress(false, "127.0.0.1", cable.port()), "rows", Optional.empty()));
      until("it is connected", () -> reason().isEmpty());
      publish(0, 10);
      until("10 rows came", () -> read() == 10);
      cable.loseAnswers();
      // A sensor that stands still.
      for (int i = 0; i < 5; i++) {
        broker.publish("rows", "7,");
      }
      until("15 rows came", () -> read() == 15);
      cable.breaks();
      publish(15, 10);
      until("25 rows came", () -> read() == 25);
      assertThat(broker.log()).contains("d1, q1, r0, m");
      // After a start it knows from its disk.
      cable.loseAnswers();
      broker.publish("rows", "8,");
      until("26 rows came", () -> read() == 26);
      stop();
      cable.breaks();
      start(mqtt(new BrokerAddress(false, "127.0.0.1", cable.port()), "rows", Optional.empty()));
      broker.publish("rows", "90,");
      until(
          "the last came",
          () -> {
            long unused = read();
            return values.contains(90.0);
          });
      assertThat(values).hasSize(27).endsWith(8.0, 90.0);
    }
  }

  @Test
  void saysWhyItIsNotLetIn() throws Exception {
    broker.knowing("pump", "quite-secret").start();
    start(plain());
    until("it says so", () -> reason().contains("does not let this device in"));
    assertThat(reason()).contains("it wants a login, and the document names none");
    stop();
    SourceSpec known = mqtt(broker.address(), "rows", Optional.of("plant-7"));
    start(known);
    until("it says so", () -> reason().contains("secret 'plant-7' is missing"));
    assertThat(reason()).contains("ION_SECRET_PLANT_7");
    stop();
    variables.put("ION_SECRET_PLANT_7", "pump:other-secret");
    start(known);
    until("it says so", () -> reason().contains("user 'pump' of secret 'plant-7'"));
    stop();
    variables.put("ION_SECRET_PLANT_7", "pump:quite-secret");
    start(known);
    until("it is connected", () -> reason().isEmpty());
    publish(0, 3);
    until("3 rows came", () -> read() == 3);
    assertThat(incidents("device.source.fault").toString())
        .doesNotContain("quite-secret", "other-secret");
  }

  @Test
  void believesACertificateOfItsAuthorityForItsName() throws Exception {
    CertificateAuthority plant = CertificateAuthority.create("Plant 7", Instant.now(), DAY);
    CertificateAuthority other = CertificateAuthority.create("Elsewhere", Instant.now(), DAY);
    Path ca = directory.resolve("plant.crt");
    IdentityFile.writeCertificates(plant.identity().chain(), ca);
    variables.put("ION_MQTT_CA", ca.toString());
    broker
        .of(other.identity())
        .showing(other.issue(List.of("127.0.0.1"), Instant.now(), DAY))
        .start();
    start(plain());
    until("it says so", () -> reason().contains("is not trusted here"));
    assertThat(reason()).contains("CN=Elsewhere", "set ION_MQTT_CA");
    broker.stop();
    broker
        .of(plant.identity())
        .showing(plant.issue(List.of("broker.plant"), Instant.now(), DAY))
        .start();
    until("it says so", () -> reason().contains("not for the name it was called by"));
    broker.stop();
    broker.showing(plant.issue(List.of("127.0.0.1"), Instant.now(), DAY)).start();
    until("it is connected", () -> reason().isEmpty());
    publish(0, 3);
    until("3 rows came", () -> read() == 3);
  }

  /** It would take the place of the one after it at the broker, for ever in turn. */
  @Test
  void aReceiverThatIsEndedWhileItConnectsStaysEnded() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      BrokerAddress nobody = new BrokerAddress(false, "127.0.0.1", silent.getLocalPort());
      start(mqtt(nobody, "rows", Optional.empty()));
      Socket first = silent.accept();
      stop();
      first.close();
      until(
          "its thread is over",
          () ->
              Thread.getAllStackTraces().keySet().stream()
                  .noneMatch(thread -> thread.getName().equals("mqtt-" + KEY)));
      assertThat(incidents()).isEmpty();
    }
  }

  @Test
  void givesAPasswordToNoBrokerThatItDoesNotList() throws Exception {
    variables.put("ION_SECRET_PLANT_7", "pump:quite-secret");
    start(mqtt(BrokerAddress.of("mqtts://127.0.0.1:1"), "rows", Optional.of("plant-7")));
    until("it says so", () -> reason().contains("add mqtts://127.0.0.1:1 to ION_MQTT_BROKERS"));
    stop();
    // TEST-NET-1: nobody is there, and nobody is asked.
    start(mqtt(BrokerAddress.of("mqtt://192.0.2.1:1883"), "rows", Optional.empty()));
    until("it says so", () -> reason().contains("is not on this machine"));
  }

  @Test
  void saysThatTheTopicIsRefused() throws Exception {
    Optional<Path> plugin = dynamicSecurity();
    assumeTrue(plugin.isPresent(), "mosquitto's dynamic security is not here");
    Path rules = directory.resolve("rules.json");
    Files.writeString(
        rules,
        """
        {"defaultACLAccess":{"publishClientSend":true,"publishClientReceive":true,
         "subscribe":false,"unsubscribe":true},"clients":[],"groups":[],"roles":[]}
        """);
    broker.with("plugin " + plugin.get()).with("plugin_opt_config_file " + rules).start();
    start(plain());
    until("it says so", () -> reason().contains("refuses topic 'rows'"));
  }

  private static Optional<Path> dynamicSecurity() throws IOException {
    for (Path root : List.of(Path.of("/usr/lib"), Path.of("/usr/local/lib"))) {
      if (Files.isDirectory(root)) {
        try (Stream<Path> files =
            Files.find(
                root,
                3,
                (f, a) -> f.getFileName().toString().equals("mosquitto_dynamic_security.so"))) {
          Optional<Path> found = files.findFirst();
          if (found.isPresent()) {
            return found;
          }
        }
      }
    }
    return Optional.empty();
  }

  @Test
  void leavesOutWhatIsTooLongOldOrNoRows() throws Exception {
    broker.start();
    broker.publish("rows", "99,old".getBytes(StandardCharsets.UTF_8), true);
    start(plain());
    until("it is connected", () -> reason().isEmpty());
    byte[] garbage = new byte[100_000];
    new Random(3).nextBytes(garbage);
    broker.publish("rows", garbage, false);
    broker.publish("rows", new byte[20 << 20], false);
    broker.publish("rows", new byte[0], false);
    publish(0, 1);
    until("the row behind came", () -> read() == 1);
    assertThat(values).containsExactly(0.0);
    assertThat(refused).isPositive();
    assertThat(incidents("device.rows.bad"))
        .singleElement()
        .extracting(Incident::message)
        .asString()
        .isEqualTo("1 messages left out; first: one of topic 'rows' has more than 262144 bytes");
    // They were acknowledged: they do not come again.
    stop();
    start(plain());
    publish(1, 1);
    until("the next row came", () -> read() == 2);
    assertThat(incidents("device.rows.bad")).hasSize(1);
  }

  @Test
  void takesRowsOfManyTopics() throws Exception {
    broker.start();
    start(mqtt(broker.address(), "sensors/+/rows", Optional.empty()));
    until("it is connected", () -> reason().isEmpty());
    for (int i = 0; i < 1_000; i++) {
      broker.publish("sensors/%d/rows".formatted(i), i + ",");
    }
    until("all rows came", () -> read() == 1_000);
    assertThat(values).isEqualTo(numbers(0, 1_000));
  }

  @Test
  void endsTheSubscriptionThatADocumentNoLongerHas() throws Exception {
    broker.start();
    start(plain());
    until("it is connected", () -> reason().isEmpty());
    publish(0, 1);
    until("a row came", () -> read() == 1);
    stop();
    start(mqtt(broker.address(), "others", Optional.empty()));
    until("it is connected", () -> reason().isEmpty());
    publish(1, 1);
    broker.publish("others", "5,");
    until("one of the other topic came", () -> read() == 2);
    assertThat(values).containsExactly(0.0, 5.0);
    until("the broker knows", () -> broker.log().contains("Received UNSUBSCRIBE"));
  }

  @Test
  void aFullInboxLetsTheBrokerKeepWhatComes() throws Exception {
    inboxBytes = 20_000;
    broker.start();
    start(plain());
    until("it is connected", () -> reason().isEmpty());
    publish(0, 1_500);
    until("it says so", () -> reason().contains("its inbox is full"));
    // Still in the broker.
    assertThat(incidents("device.source.fault"))
        .singleElement()
        .extracting(Incident::message)
        .asString()
        .contains("its inbox is full");
    until(
        "all rows came",
        () -> {
          long all = read();
          source.committed(position);
          return all == 1_500;
        });
    assertThat(values).isEqualTo(numbers(0, 1_500));
  }

  private SourceSpec plain() {
    return mqtt(broker.address(), "rows", Optional.empty());
  }

  private static SourceSpec mqtt(BrokerAddress at, String topic, Optional<String> login) {
    return new SourceSpec.Mqtt(at, topic, 1, login);
  }

  private void publish(int from, int count) throws Exception {
    for (int i = from; i < from + count; i++) {
      broker.publish("rows", i + ",");
    }
  }

  private void start(SourceSpec from) throws IOException {
    inboxes = new Inboxes(Disk.local(), "inbox-mqtt", inboxBytes);
    Incidents incidents = new Incidents(spool, Clock.systemUTC());
    MqttLink mqtt =
        new MqttLink(
            "d1",
            inboxes,
            BrokerSettings.of(variables),
            statuses,
            incidents,
            new Supervisor(incidents, () -> {}));
    link = Thread.ofPlatform().start(mqtt::run);
    source =
        inboxes.open(
            KEY,
            new StateDirectory(Disk.local(), directory.resolve("node")),
            from,
            FORMAT,
            new Schema(List.of(new Column("a", ColumnType.FLOAT64, false))),
            100,
            position);
    until("it begins", () -> !reason().isEmpty());
  }

  private void stop() throws Exception {
    if (link != null) {
      source.close();
      until("it has ended", () -> reason().isEmpty());
      link.interrupt();
      link.join();
      link = null;
    }
  }

  /** Rows that came so far. */
  private long read() {
    try {
      Poll poll;
      do {
        poll = source.poll(100);
        double[] read = new double[poll.rows().size()];
        poll.rows().copyNumbers(0, read, 0, 1);
        for (double value : read) {
          values.add(value);
        }
        refused += poll.refused().count();
        position = poll.next();
      } while (poll.more());
      return values.size();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String reason() {
    return statuses.all().getFirst().reason();
  }

  private List<Incident> incidents(String kind) {
    return incidents().stream().filter(incident -> incident.kind().equals(kind)).toList();
  }

  private List<Incident> incidents() {
    try {
      List<Incident> told = new ArrayList<>();
      for (byte[] json : spool.next(1_000_000, Long.MAX_VALUE).of(Priority.INCIDENT)) {
        told.add(Json.read(json, Incident.class));
      }
      spool.notDelivered();
      return told;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Double> numbers(int from, int to) {
    return IntStream.range(from, to).mapToObj(Double::valueOf).toList();
  }

  private interface Condition {
    boolean holds() throws IOException;
  }

  private void until(String what, Condition condition) throws IOException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!condition.holds()) {
      if (System.nanoTime() > end) {
        String log = broker.log();
        throw new AssertionError(
            "not within 60 s: %s; %d rows, reason '%s', broker: %s"
                .formatted(
                    what,
                    values.size(),
                    reason(),
                    log.substring(Math.max(0, log.length() - 3_000))));
      }
      LockSupport.parkNanos(10_000_000);
    }
  }
}
