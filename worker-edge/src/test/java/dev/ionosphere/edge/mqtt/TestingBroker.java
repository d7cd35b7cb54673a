package dev.ionosphere.edge.mqtt;

import dev.ionosphere.data.source.BrokerAddress;
import dev.ionosphere.links.authority.IdentityFile;
import dev.ionosphere.links.tls.Identity;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;

/** A real mosquitto on a port of its own, which keeps what it has over a restart. */
public final class TestingBroker implements AutoCloseable {

  private static final Optional<Path> PROGRAM =
      Stream.of("/usr/sbin/mosquitto", "/usr/local/sbin/mosquitto", "/opt/homebrew/sbin/mosquitto")
          .map(Path::of)
          .filter(Files::isExecutable)
          .findFirst();

  private final Path directory;
  private final int port;
  private final List<String> settings = new ArrayList<>();
  private boolean tls;
  private String access = "allow_anonymous true";
  private Optional<String> user = Optional.empty();
  private Process process;
  private MqttClient publisher;
  private int publishers;

  public TestingBroker(Path directory) throws IOException {
    this.directory = Files.createDirectories(directory);
    this.port = freePort();
    settings.addAll(
        List.of(
            "persistence true",
            "persistence_location " + directory + "/",
            // Each change, so that what it was told is not forgotten.
            "autosave_on_changes true",
            "autosave_interval 1",
            "max_queued_messages 0",
            "log_dest file " + directory.resolve("broker.log"),
            "log_type all"));
    String self = System.getProperty("user.name");
    settings.add("user " + self);
  }

  /** Whether there is a mosquitto on this machine. */
  public static boolean isHere() {
    return PROGRAM.isPresent();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  public TestingBroker with(String setting) {
    settings.add(setting);
    return this;
  }

  /** Speaks TLS, and shows that. */
  public TestingBroker showing(Identity identity) throws IOException {
    tls = true;
    IdentityFile.write(identity, directory.resolve("server.pem"));
    return this;
  }

  /** Lets in those alone who know one of these. */
  public TestingBroker knowing(String name, String password)
      throws IOException, InterruptedException {
    Path file = directory.resolve("passwords");
    Process made =
        new ProcessBuilder("mosquitto_passwd", "-b", "-c", file.toString(), name, password)
            .inheritIO()
            .start();
    if (made.waitFor() != 0) {
      throw new IOException("mosquitto_passwd failed");
    }
    access = "allow_anonymous false\npassword_file " + file;
    user = Optional.of(name + ":" + password);
    return this;
  }

  public TestingBroker start() throws IOException, InterruptedException {
    List<String> lines = new ArrayList<>(settings);
    lines.add("listener %d 127.0.0.1".formatted(port));
    if (tls) {
      lines.add("certfile " + directory.resolve("server.pem"));
      lines.add("keyfile " + directory.resolve("server.pem"));
    }
    lines.add(access);
    Path configuration = directory.resolve("broker.conf");
    Files.write(configuration, lines);
    process =
        new ProcessBuilder(PROGRAM.orElseThrow().toString(), "-c", configuration.toString())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("broker.out").toFile())
            .start();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!listens()) {
      if (!process.isAlive() || System.nanoTime() > end) {
        throw new IOException("mosquitto does not start: " + log());
      }
      Thread.onSpinWait();
    }
    return this;
  }

  private boolean listens() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  public BrokerAddress address() {
    return new BrokerAddress(tls, "127.0.0.1", port);
  }

  /** What it has written of its doings. */
  public String log() throws IOException {
    Path out = directory.resolve("broker.out");
    Path log = directory.resolve("broker.log");
    return (Files.exists(out) ? Files.readString(out) : "")
        + (Files.exists(log) ? Files.readString(log) : "");
  }

  /** SIGTERM: what it has is kept. */
  public void stop() throws InterruptedException {
    forgetPublisher();
    process.destroy();
    if (!process.waitFor(10, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
  }

  private void forgetPublisher() {
    if (publisher != null) {
      try {
        publisher.disconnectForcibly(0, 500);
        publisher.close(true);
      } catch (MqttException e) {
        // It was there to publish.
      }
      publisher = null;
    }
  }

  /** Returns when the broker has it. */
  public void publish(String topic, String text) throws MqttException {
    publish(topic, text.getBytes(StandardCharsets.UTF_8), false);
  }

  public void publish(String topic, byte[] payload, boolean retained) throws MqttException {
    publisher().publish(topic, payload, 1, retained);
  }

  private MqttClient publisher() throws MqttException {
    if (publisher == null) {
      String uri = "%s://127.0.0.1:%d".formatted(tls ? "ssl" : "tcp", port);
      publisher =
          new MqttClient(
              uri,
              "publisher-%d-%d".formatted(port, publishers++).toLowerCase(Locale.ROOT),
              new MemoryPersistence());
      MqttConnectOptions options = new MqttConnectOptions();
      options.setMaxInflight(1_000);
      user.ifPresent(known -> {
        options.setUserName(known.substring(0, known.indexOf(':')));
        options.setPassword(known.substring(known.indexOf(':') + 1).toCharArray());
      });
      if (tls) {
        options.setSocketFactory(
            dev.ionosphere.links.tls.ServerTrust.of(
                    Optional.of(
                        new dev.ionosphere.links.tls.PemFile(
                            "test", directory.resolve("authority.crt"))),
                    "",
                    java.time.Clock.systemUTC())
                .context()
                .getSocketFactory());
      }
      publisher.connect(options);
    }
    return publisher;
  }

  /** The authority by which {@link #publish} believes it. */
  public TestingBroker of(Identity authority) throws IOException {
    IdentityFile.writeCertificates(authority.chain(), directory.resolve("authority.crt"));
    return this;
  }

  @Override
  public void close() throws InterruptedException {
    if (process != null) {
      forgetPublisher();
      process.destroyForcibly().waitFor();
    }
  }
}
