package dev.ionosphere.edge.mqtt;

import dev.ionosphere.data.source.SourceSpec;
import dev.ionosphere.data.source.TopicFilter;
import dev.ionosphere.edge.inbox.InboxFullException;
import dev.ionosphere.edge.inbox.Inboxes;
import dev.ionosphere.edge.store.NodeKey;
import dev.ionosphere.edge.supervise.Backoff;
import dev.ionosphere.links.secret.SecretException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * Brings the messages of one node's topic to its inbox, for ever: connects, keeps what comes,
 * acknowledges it then, and begins again when the connection breaks. Where the inbox is full it
 * lets go of the broker, which keeps what comes meanwhile. One thread.
 */
final class Receiver implements Runnable {

  private static final String DEVICE = "${device}";

  private final NodeKey key;
  private final Inboxes.Open open;
  private final SourceSpec.Mqtt source;
  private final String device;
  private final BrokerSettings settings;
  private final Waiting waiting;
  private final LeftOutMessages leftOut = new LeftOutMessages();
  private final Backoff backoff = new Backoff();
  private volatile boolean ended;

  Receiver(
      NodeKey key,
      Inboxes.Open open,
      SourceSpec.Mqtt source,
      String device,
      BrokerSettings settings,
      Waiting waiting) {
    this.key = key;
    this.open = open;
    this.source = source;
    this.device = device;
    this.settings = settings;
    this.waiting = waiting;
  }

  /** Works until it is to end and the thread is interrupted. */
  @Override
  public void run() {
    waiting.begins("connects to " + source.broker());
    try {
      while (!ended) {
        turn();
      }
    } catch (InterruptedException e) {
      // It is to end.
    }
    Thread.currentThread().interrupt();
  }

  /** Before the thread is interrupted: the client may swallow that. */
  void end() {
    ended = true;
  }

  private void turn() throws InterruptedException {
    try {
      receive();
    } catch (InboxFullException e) {
      waiting.is("its inbox is full; the broker keeps what comes until rows are scored");
      open.inbox().awaitRoom();
    } catch (SecretException | IOException e) {
      if (ended) {
        return;
      }
      waiting.is(reason(e));
      pause(backoff.failed(System.nanoTime()));
    }
  }

  /** Faults of the disk do not say what they are of. */
  private static String reason(Exception failure) {
    return failure instanceof BrokerException || failure instanceof SecretException
        ? String.valueOf(failure.getMessage())
        : "the disk does not take what comes: " + failure;
  }

  /** Devices that lose their broker at one moment come back one by one. */
  private static void pause(long nanos) throws InterruptedException {
    TimeUnit.NANOSECONDS.sleep(nanos / 2 + ThreadLocalRandom.current().nextLong(nanos));
  }

  private void receive() throws IOException, InterruptedException {
    if (!MqttClients.available()) {
      throw new BrokerException(
          "this agent was started without an MQTT client: start it with the jars of worker-edge-mqtt");
    }
    Optional<String> refused =
        settings.policy().refuses(source.broker(), source.login().isPresent());
    if (refused.isPresent()) {
      throw new BrokerException(refused.get());
    }
    Optional<Login> login = Optional.empty();
    if (source.login().isPresent()) {
      login = Optional.of(Login.of(source.login().get(), settings.secrets()));
    }
    String topic = source.topic().replace(DEVICE, device);
    Subscribed subscribed = Subscribed.at(source.broker().text(), open.node());
    // Before the broker knows, so that it can be ended there whatever happens in between.
    subscribed.and(topic).write(open.node());
    UnsentAnswers answers = new UnsentAnswers();
    try (BrokerConnection connection =
        BrokerConnection.open(
            source.broker(), ClientId.of(device, key), login, sockets(answers), answers)) {
      connection.subscribe(topic, source.qos(), subscribed.without(topic));
      receive(connection, topic);
    }
  }

  private BrokerSockets sockets(UnsentAnswers answers) {
    return new BrokerSockets(() ->
        new BrokerSocket(
            source.broker(),
            settings.trust(),
            settings.policy().mayBeElsewhere(source.broker()),
            answers));
  }

  private void receive(BrokerConnection connection, String topic)
      throws IOException, InterruptedException {
    TopicFilter asked = new TopicFilter(topic);
    boolean told = false;
    while (true) {
      List<Message> messages = connection.take();
      if (!told && connection.isSubscribed()) {
        waiting.isOver();
        told = true;
      }
      keep(Intake.of(messages, asked, open.inbox()::has));
      connection.acknowledge(messages);
    }
  }

  private void keep(Intake intake) throws IOException {
    if (!intake.taken().isEmpty()) {
      open.inbox().append(intake.taken());
    }
    leftOut.add(intake, System.nanoTime()).ifPresent(waiting::leftOut);
  }
}
