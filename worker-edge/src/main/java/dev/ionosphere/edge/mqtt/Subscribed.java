package dev.ionosphere.edge.mqtt;

import dev.ionosphere.edge.store.Json;
import dev.ionosphere.edge.store.StateDirectory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What a node has subscribed to at its broker, which remembers it: what a new document no longer
 * asks for has to be ended there.
 *
 * @param topics newest last
 */
record Subscribed(String broker, List<String> topics) {

  private static final String NAME = "mqtt.json";
  private static final int MOST = 32;

  Subscribed {
    topics = List.copyOf(topics);
  }

  /** What is known of the broker; of another one, nothing. */
  static Subscribed at(String broker, StateDirectory node) {
    return node.read(NAME, Subscribed.class)
        .value()
        .filter(kept -> kept.broker().equals(broker))
        .orElseGet(() -> new Subscribed(broker, List.of()));
  }

  /** What is to be ended once that topic is the one. */
  List<String> without(String topic) {
    return topics.stream().filter(other -> !other.equals(topic)).toList();
  }

  Subscribed and(String topic) {
    List<String> more = new ArrayList<>(without(topic));
    more.add(topic);
    return new Subscribed(broker, more.subList(Math.max(0, more.size() - MOST), more.size()));
  }

  void write(StateDirectory node) throws IOException {
    node.write(NAME, Json.write(this));
  }
}
