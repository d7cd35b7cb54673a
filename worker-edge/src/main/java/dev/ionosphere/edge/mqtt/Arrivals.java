package dev.ionosphere.edge.mqtt;

import dev.ionosphere.data.source.BrokerAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Hands what a connection brings from its thread to the node's. It holds little: a broker that
 * sends faster than the disk takes has to wait.
 */
final class Arrivals {

  static final int MOST_MESSAGES = 1_000;
  private static final int MOST_BYTES = Message.MOST;

  private final BrokerAddress broker;
  private final long longestSilence;
  private List<Message> messages = new ArrayList<>();
  private long bytes;
  private boolean news;
  private boolean subscribed;
  private @Nullable BrokerException end;
  private boolean closed;

  /**
   * @param longestSilence in which the broker says nothing to the subscription, and sends nothing
   */
  Arrivals(BrokerAddress broker, Duration longestSilence) {
    this.broker = broker;
    this.longestSilence = longestSilence.toNanos();
  }

  /** Waits for room; what comes after the end is dropped, and comes again. */
  synchronized void put(Message message) throws InterruptedException {
    while (!closed && (bytes >= MOST_BYTES || messages.size() >= MOST_MESSAGES)) {
      wait();
    }
    if (!closed) {
      messages.add(message);
      bytes += message.payload().length + message.topic().length();
      notifyAll();
    }
  }

  synchronized void subscribed() {
    subscribed = true;
    news = true;
    notifyAll();
  }

  /** Nothing more comes. */
  synchronized void end(BrokerException why) {
    end = end == null ? why : end;
    notifyAll();
  }

  /** Nothing more is wanted. */
  synchronized void close() {
    closed = true;
    notifyAll();
  }

  synchronized boolean isSubscribed() {
    return subscribed;
  }

  /**
   * Waits for what comes: messages, or none when the subscription is there.
   *
   * @throws BrokerException if nothing more comes; messages that came before are dropped, as they
   *     cannot be acknowledged
   */
  synchronized List<Message> take() throws BrokerException, InterruptedException {
    long began = System.nanoTime();
    while (messages.isEmpty() && end == null && !news) {
      long left = longestSilence - (System.nanoTime() - began);
      if (subscribed) {
        wait();
      } else if (left > 0) {
        TimeUnit.NANOSECONDS.timedWait(this, left);
      } else {
        throw BrokerFaults.noSubscription(broker);
      }
    }
    if (end != null) {
      throw end;
    }
    List<Message> taken = messages;
    messages = new ArrayList<>();
    bytes = 0;
    news = false;
    notifyAll();
    return taken;
  }
}
