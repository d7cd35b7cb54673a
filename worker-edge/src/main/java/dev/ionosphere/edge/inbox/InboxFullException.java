package dev.ionosphere.edge.inbox;

import java.io.IOException;

/** The rows would not be kept: those before them are still to be scored. */
public final class InboxFullException extends IOException {

  private static final long serialVersionUID = 1;

  InboxFullException(String message) {
    super(message);
  }
}
