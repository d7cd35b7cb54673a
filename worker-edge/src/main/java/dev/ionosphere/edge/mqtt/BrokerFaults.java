package dev.ionosphere.edge.mqtt;

import dev.ionosphere.data.source.BrokerAddress;
import dev.ionosphere.links.tls.UntrustedServerException;
import java.io.EOFException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Optional;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.jspecify.annotations.Nullable;

/** Says in a sentence why rows do not come from a broker. */
final class BrokerFaults {

  private static final int WRONG_LOGIN = MqttException.REASON_CODE_FAILED_AUTHENTICATION;
  private static final int NOT_ALLOWED = MqttException.REASON_CODE_NOT_AUTHORIZED;
  private static final int WRONG_ID = MqttException.REASON_CODE_INVALID_CLIENT_ID;
  private static final int UNAVAILABLE = MqttException.REASON_CODE_BROKER_UNAVAILABLE;
  private static final int NO_ANSWER = MqttException.REASON_CODE_CLIENT_TIMEOUT;

  /** Of those that a broker may answer; what is behind them is the client's own. */
  private static final int LAST_ANSWER = 0xff;

  static BrokerException notConnected(
      BrokerAddress broker, Optional<Login> login, MqttException why) {
    String sentence =
        switch (why.getReasonCode()) {
          case WRONG_LOGIN, NOT_ALLOWED ->
              "%s does not let this device in: %s".formatted(broker, login(login));
          case WRONG_ID -> "%s refuses the client id %s".formatted(broker, "of this device");
          case UNAVAILABLE -> "%s says that it is not available".formatted(broker);
          case NO_ANSWER -> "%s does not answer".formatted(broker);
          default ->
              why.getReasonCode() > 0 && why.getReasonCode() <= LAST_ANSWER
                  ? "%s refuses the connection, by its code %d"
                      .formatted(broker, why.getReasonCode())
                  : cause(why).isEmpty()
                      ? "%s has ended the connection before it let this device in".formatted(broker)
                      : "%s is not reached: %s".formatted(broker, cause(why));
        };
    return own(why).orElseGet(() -> new BrokerException(sentence, why));
  }

  private static String login(Optional<Login> login) {
    return login
        .map(known ->
            "user '%s' of secret '%s', or its password, is not right"
                .formatted(known.user(), known.secret()))
        .orElse("it wants a login, and the document names none");
  }

  static BrokerException topicRefused(BrokerAddress broker, String topic) {
    return new BrokerException(
        "%s refuses topic '%s' to this device: its list of who may read what does not have it"
            .formatted(broker, topic));
  }

  static BrokerException topicNotAsked(BrokerAddress broker, String topic) {
    return new BrokerException(
        "%s is not asked for topic '%s', which has a full-width or another character that the client does not send: put + for its level"
            .formatted(broker, topic));
  }

  static BrokerException lost(BrokerAddress broker, @Nullable Throwable why) {
    String sentence =
        why == null || cause(why).isEmpty()
            ? "%s has ended the connection".formatted(broker)
            : "the connection to %s broke: %s".formatted(broker, cause(why));
    return why == null ? new BrokerException(sentence) : new BrokerException(sentence, why);
  }

  static BrokerException noSubscription(BrokerAddress broker) {
    return new BrokerException("%s does not answer to the subscription".formatted(broker));
  }

  static BrokerException answersNotTaken(BrokerAddress broker) {
    return new BrokerException(
        "%s sends messages and does not take what is answered".formatted(broker));
  }

  /** What was found out here, and not by the client. */
  private static Optional<BrokerException> own(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof BrokerException own) {
        return Optional.of(own);
      }
    }
    return Optional.empty();
  }

  /** The first cause that says something; empty if the other side just ended. */
  private static String cause(Throwable failure) {
    Throwable root = failure;
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof UntrustedServerException untrusted) {
        return String.valueOf(untrusted.getMessage());
      }
      root = cause;
    }
    return switch (root) {
      case EOFException end -> "";
      case UnknownHostException unknown -> "no host is known by that name";
      case SocketTimeoutException slow -> "it does not answer";
      case ConnectException refused -> String.valueOf(refused.getMessage());
      default ->
          root.getMessage() == null
              ? root.getClass().getSimpleName()
              : String.valueOf(root.getMessage());
    };
  }

  private BrokerFaults() {}
}
