package dev.ionosphere.edge.mqtt;

import dev.ionosphere.data.source.SourceSpec;
import dev.ionosphere.edge.inbox.Inboxes;
import dev.ionosphere.edge.status.NodeStatuses;
import dev.ionosphere.edge.store.NodeKey;
import dev.ionosphere.edge.supervise.Supervisor;
import dev.ionosphere.edge.telemetry.Incidents;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has a receiver for each node whose rows come as messages, as long as the node reads them. */
public final class MqttLink {

  private static final Logger LOG = LoggerFactory.getLogger(MqttLink.class);
  private static final Duration LONGEST_END = Duration.ofSeconds(3);

  private record Running(Inboxes.Open open, Receiver receiver, Thread thread) {
    void end() {
      receiver.end();
      thread.interrupt();
    }

    boolean is(Inboxes.@Nullable Open wanted) {
      return wanted != null && wanted.inbox() == open.inbox() && wanted.from().equals(open.from());
    }
  }

  private final String device;
  private final Inboxes inboxes;
  private final BrokerSettings settings;
  private final NodeStatuses statuses;
  private final Incidents incidents;
  private final Supervisor supervisor;

  public MqttLink(
      String device,
      Inboxes inboxes,
      BrokerSettings settings,
      NodeStatuses statuses,
      Incidents incidents,
      Supervisor supervisor) {
    this.device = device;
    this.inboxes = inboxes;
    this.settings = settings;
    this.statuses = statuses;
    this.incidents = incidents;
    this.supervisor = supervisor;
  }

  /** Works until the thread is interrupted. */
  public void run() {
    Map<NodeKey, Running> receivers = new HashMap<>();
    try {
      long seen = inboxes.awaitChange(0);
      while (true) {
        match(receivers, inboxes.all());
        seen = inboxes.awaitChange(seen);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      receivers.values().forEach(Running::end);
      receivers.keySet().forEach(statuses::waitsNoMore);
    }
  }

  private void match(Map<NodeKey, Running> receivers, Map<NodeKey, Inboxes.Open> wanted)
      throws InterruptedException {
    for (Map.Entry<NodeKey, Running> receiver : List.copyOf(receivers.entrySet())) {
      NodeKey key = receiver.getKey();
      if (!receiver.getValue().is(wanted.get(key))) {
        end(receiver.getValue());
        receivers.remove(key);
        statuses.waitsNoMore(key);
      }
    }
    for (Map.Entry<NodeKey, Inboxes.Open> node : wanted.entrySet()) {
      if (!receivers.containsKey(node.getKey())
          && node.getValue().from() instanceof SourceSpec.Mqtt source) {
        receivers.put(node.getKey(), begun(node.getKey(), node.getValue(), source));
      }
    }
  }

  private Running begun(NodeKey key, Inboxes.Open open, SourceSpec.Mqtt source) {
    Waiting waiting = new Waiting(key, statuses, incidents, System::nanoTime);
    Receiver receiver = new Receiver(key, open, source, device, settings, waiting);
    return new Running(open, receiver, supervisor.start("mqtt-" + key, receiver));
  }

  /** One that waits for its broker may take longer; the broker lets in the one that comes last. */
  private static void end(Running receiver) throws InterruptedException {
    receiver.end();
    if (!receiver.thread().join(LONGEST_END)) {
      LOG.warn("{} does not end in {} s", receiver.thread().getName(), LONGEST_END.toSeconds());
    }
  }
}
