package dev.ionosphere.edge.mqtt;

import dev.ionosphere.data.source.TopicFilter;
import dev.ionosphere.edge.inbox.Brought;
import dev.ionosphere.edge.inbox.Mark;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What is to be kept of messages that came one after the other.
 *
 * @param taken rows of each that is taken, with the mark of one that the broker may send again
 * @param leftOut messages that are given up
 * @param firstOfThem why, of the first
 */
record Intake(List<Brought> taken, int leftOut, Optional<String> firstOfThem) {

  Intake {
    taken = List.copyOf(taken);
  }

  /**
   * Old messages that a broker keeps are none of now, and come with each subscription; those of
   * another topic were asked for by an earlier document; those that came before and are kept count
   * once. What is in a message is looked at when its rows are read.
   *
   * @param kept whether that was kept before
   */
  static Intake of(List<Message> messages, TopicFilter asked, Predicate<Mark> kept) {
    List<Brought> taken = new ArrayList<>();
    Map<Integer, Mark> now = new HashMap<>();
    int leftOut = 0;
    Optional<String> first = Optional.empty();
    for (Message message : messages) {
      boolean hasTopic = !message.topic().isEmpty();
      if (message.retained() || hasTopic && !asked.matches(message.topic())) {
        continue;
      }
      if (!hasTopic || message.isTooLong()) {
        leftOut++;
        String why = hasTopic ? tooLong(message) : "one whose topic is no text that MQTT allows";
        first = first.isPresent() ? first : Optional.of(why);
        continue;
      }
      if (message.payload().length > 0 && !isKnown(message, now, kept)) {
        taken.add(brought(message));
        now.put(message.id(), message.mark());
      }
    }
    return new Intake(taken, leftOut, first);
  }

  /** Some brokers send again what was not acknowledged soon, within the same connection. */
  private static boolean isKnown(Message message, Map<Integer, Mark> now, Predicate<Mark> kept) {
    if (!message.again() || message.id() == 0) {
      return false;
    }
    Mark mark = message.mark();
    return now.containsKey(message.id()) ? mark.equals(now.get(message.id())) : kept.test(mark);
  }

  private static Brought brought(Message message) {
    byte[] payload = message.payload();
    byte[] rows = payload;
    if (payload[payload.length - 1] != '\n') {
      rows = Arrays.copyOf(payload, payload.length + 1);
      rows[payload.length] = '\n';
    }
    return new Brought(rows, message.id() > 0 ? List.of(message.mark()) : List.of());
  }

  private static String tooLong(Message message) {
    String topic = message.topic();
    return "one of topic '%s' has more than %d bytes"
        .formatted(topic.length() > 200 ? topic.substring(0, 200) + "…" : topic, Message.MOST);
  }
}
