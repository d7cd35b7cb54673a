package dev.ionosphere.edge.mqtt;

import java.io.IOException;

/** Rows do not come from the broker for now; the message says why, in words for people. */
final class BrokerException extends IOException {

  private static final long serialVersionUID = 1;

  BrokerException(String message) {
    super(message);
  }

  BrokerException(String message, Throwable cause) {
    super(message, cause);
  }
}
