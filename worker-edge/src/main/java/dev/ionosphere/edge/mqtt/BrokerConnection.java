package dev.ionosphere.edge.mqtt;

import dev.ionosphere.data.source.BrokerAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.SocketFactory;
import org.eclipse.paho.client.mqttv3.IMqttActionListener;
import org.eclipse.paho.client.mqttv3.IMqttDeliveryToken;
import org.eclipse.paho.client.mqttv3.IMqttToken;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttCallback;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.MqttMessage;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection of a node to its broker, by Eclipse Paho, until it breaks. The broker keeps the
 * session, so what is not acknowledged comes again with the next one.
 */
final class BrokerConnection implements AutoCloseable {

  /** The client wants one that it understands; where it leads is the socket's to say. */
  private static final String UNUSED_ADDRESS = "tcp://127.0.0.1:1883";

  private static final Logger LOG = LoggerFactory.getLogger(BrokerConnection.class);
  private static final int CONNECT_SECONDS = 10;
  private static final long ANSWER_MILLIS = 15_000;
  // A broker that went without a word is noticed after one and a half of it.
  private static final int KEEP_ALIVE_SECONDS = 30;
  private static final long DISCONNECT_MILLIS = 1_000;
  private static final int REFUSED = 0x80;

  private final BrokerAddress broker;
  private final MqttAsyncClient client;
  private final UnsentAnswers answers;
  private final Arrivals arrivals;

  private BrokerConnection(BrokerAddress broker, MqttAsyncClient client, UnsentAnswers answers) {
    this.broker = broker;
    this.client = client;
    this.answers = answers;
    this.arrivals = new Arrivals(broker, Duration.ofMillis(ANSWER_MILLIS));
  }

  /**
   * Connects; what the broker has kept comes from then on.
   *
   * @param sockets that lead to the broker
   * @param answers that leave by them
   */
  static BrokerConnection open(
      BrokerAddress broker,
      String clientId,
      Optional<Login> login,
      SocketFactory sockets,
      UnsentAnswers answers)
      throws BrokerException {
    try {
      // What comes is kept by whoever takes it; the client has nothing to remember.
      MqttAsyncClient client =
          new MqttAsyncClient(UNUSED_ADDRESS, clientId, new MemoryPersistence());
      BrokerConnection connection = new BrokerConnection(broker, client, answers);
      connection.connect(options(login, sockets), login);
      return connection;
    } catch (MqttException e) {
      throw new BrokerException("%s: %s".formatted(broker, e), e);
    }
  }

  private static MqttConnectOptions options(Optional<Login> login, SocketFactory sockets) {
    MqttConnectOptions options = new MqttConnectOptions();
    options.setMqttVersion(MqttConnectOptions.MQTT_VERSION_3_1_1);
    options.setCleanSession(false);
    options.setAutomaticReconnect(false);
    options.setConnectionTimeout(CONNECT_SECONDS);
    options.setKeepAliveInterval(KEEP_ALIVE_SECONDS);
    options.setSocketFactory(sockets);
    login.ifPresent(known -> {
      options.setUserName(known.user());
      options.setPassword(known.password().toCharArray());
    });
    return options;
  }

  private void connect(MqttConnectOptions options, Optional<Login> login) throws BrokerException {
    client.setManualAcks(true);
    client.setCallback(new Bringer(broker, arrivals));
    try {
      client.connect(options).waitForCompletion(ANSWER_MILLIS);
    } catch (MqttException e) {
      close();
      throw BrokerFaults.notConnected(broker, login, e);
    }
  }

  /** Asks for messages of a topic, and for none any more of others. */
  void subscribe(String topic, int qos, List<String> ended) throws BrokerException {
    if (!ClientTopic.canBeAsked(topic)) {
      throw BrokerFaults.topicNotAsked(broker, topic);
    }
    try {
      for (String other : ended) {
        IMqttToken unused = client.unsubscribe(other);
      }
      IMqttToken unused = client.subscribe(topic, qos, null, new Answer(topic));
    } catch (MqttException e) {
      throw BrokerFaults.lost(broker, e);
    }
  }

  /** Whether the broker has agreed to the subscription. */
  boolean isSubscribed() {
    return arrivals.isSubscribed();
  }

  /**
   * Waits for messages; none, if the broker has just agreed to the subscription.
   *
   * @throws BrokerException if none come any more
   */
  List<Message> take() throws BrokerException, InterruptedException {
    return arrivals.take();
  }

  /** The broker may forget them. */
  void acknowledge(List<Message> messages) throws BrokerException {
    try {
      for (Message message : messages) {
        if (message.id() > 0) {
          if (!answers.add()) {
            throw BrokerFaults.answersNotTaken(broker);
          }
          client.messageArrivedComplete(message.id(), 1);
        }
      }
    } catch (MqttException e) {
      throw BrokerFaults.lost(broker, e);
    }
  }

  @Override
  public void close() {
    // First, so that its thread does not wait for room.
    arrivals.close();
    try {
      client.disconnectForcibly(0, DISCONNECT_MILLIS);
    } catch (MqttException e) {
      LOG.debug("{} was not told that the connection ends: {}", broker, e.toString());
    }
    try {
      client.close(true);
    } catch (MqttException e) {
      LOG.debug("the client of {} does not end: {}", broker, e.toString());
    }
  }

  /** The broker's answer to a subscription. */
  private final class Answer implements IMqttActionListener {

    private final String topic;

    Answer(String topic) {
      this.topic = topic;
    }

    @Override
    public void onSuccess(IMqttToken token) {
      int[] granted = token.getGrantedQos();
      if (granted.length > 0 && granted[0] == REFUSED) {
        arrivals.end(BrokerFaults.topicRefused(broker, topic));
      } else {
        arrivals.subscribed();
      }
    }

    @Override
    public void onFailure(IMqttToken token, @Nullable Throwable why) {
      int[] granted = token.getGrantedQos();
      arrivals.end(
          granted != null && granted.length > 0 && granted[0] == REFUSED
              ? BrokerFaults.topicRefused(broker, topic)
              : BrokerFaults.lost(broker, why));
    }
  }

  /** Takes what the client's threads bring. */
  private record Bringer(BrokerAddress broker, Arrivals arrivals) implements MqttCallback {

    @Override
    public void messageArrived(String topic, MqttMessage message) throws InterruptedException {
      arrivals.put(
          new Message(
              message.getQos() > 0 ? message.getId() : 0,
              message.isDuplicate(),
              message.isRetained(),
              ClientTopic.read(topic),
              message.getPayload()));
    }

    @Override
    public void connectionLost(@Nullable Throwable why) {
      arrivals.end(BrokerFaults.lost(broker, why));
    }

    @Override
    public void deliveryComplete(IMqttDeliveryToken token) {}
  }
}
