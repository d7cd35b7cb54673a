package dev.ionosphere.edge;

import dev.ionosphere.edge.feed.OrderFeed;
import dev.ionosphere.edge.hub.HubLink;
import dev.ionosphere.edge.loop.InferenceLoop;
import dev.ionosphere.edge.loop.LoopStatus;
import dev.ionosphere.edge.spool.Spool;
import dev.ionosphere.edge.spool.Tally;
import dev.ionosphere.edge.status.DeviceStatus;
import dev.ionosphere.edge.status.Diagnosis;
import dev.ionosphere.edge.status.NodeStatuses;
import dev.ionosphere.edge.store.NodeKey;
import dev.ionosphere.edge.telemetry.Incidents;
import dev.ionosphere.models.device.Telemetry.Actual;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Puts together what {@code status.json} says. */
final class AgentStatus implements Supplier<DeviceStatus> {

  private final String device;
  private final HubLink link;
  private final OrderFeed poll;
  private final Optional<OrderFeed> temporal;
  private final Spool spool;
  private final Incidents incidents;
  private final NodeStatuses statuses;
  private final Map<NodeKey, InferenceLoop> loops;
  private final IntSupplier sourcePort;
  private final Diagnosis diagnosis;

  AgentStatus(
      String device,
      HubLink link,
      OrderFeed poll,
      Optional<OrderFeed> temporal,
      Spool spool,
      Incidents incidents,
      NodeStatuses statuses,
      Map<NodeKey, InferenceLoop> loops,
      IntSupplier sourcePort,
      Diagnosis diagnosis) {
    this.device = device;
    this.link = link;
    this.poll = poll;
    this.temporal = temporal;
    this.spool = spool;
    this.incidents = incidents;
    this.statuses = statuses;
    this.loops = loops;
    this.sourcePort = sourcePort;
    this.diagnosis = diagnosis;
  }

  @Override
  public DeviceStatus get() {
    incidents.flush();
    Tally dropped = spool.drops();
    Tally aside = spool.aside();
    return new DeviceStatus(
        DeviceStatus.VERSION,
        device,
        ProcessHandle.current().pid(),
        link.reachable(),
        poll.connected(),
        temporal.filter(OrderFeed::connected).isPresent(),
        new DeviceStatus.SpoolStatus(
            spool.depth(),
            spool.bytes(),
            dropped.records(),
            dropped.rows(),
            aside.records(),
            aside.rows(),
            spool.reasonsPutAside()),
        nodes(),
        sourcePort.getAsInt(),
        diagnosis.now());
  }

  private List<DeviceStatus.NodeStatus> nodes() {
    List<DeviceStatus.NodeStatus> nodes = new ArrayList<>();
    for (Actual actual : statuses.all()) {
      @Nullable InferenceLoop loop = loops.get(new NodeKey(actual.ion(), actual.node()));
      LoopStatus done = loop == null ? new LoopStatus(0, 0, 0, 0) : loop.status();
      nodes.add(
          new DeviceStatus.NodeStatus(
              actual.ion(),
              actual.node(),
              actual.generation(),
              actual.digest(),
              actual.status(),
              actual.reason(),
              done.rows(),
              done.bad(),
              done.anomalies(),
              done.nextRow()));
    }
    return nodes;
  }
}
