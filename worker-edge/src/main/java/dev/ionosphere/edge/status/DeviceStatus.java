package dev.ionosphere.edge.status;

import java.util.List;

/**
 * What {@code status.json} in the data directory says, for people and tools on the same machine.
 *
 * @param version of this form
 * @param hub whether the last exchange with the hub went through
 * @param orders whether the hub answers when it is asked for orders
 * @param sourcePort where programs on this machine push rows; 0 if no node takes any
 * @param temporal whether Temporal is connected and the worker on the device's queue runs
 */
public record DeviceStatus(
    int version,
    String device,
    long pid,
    boolean hub,
    boolean orders,
    boolean temporal,
    SpoolStatus spool,
    List<NodeStatus> nodes,
    int sourcePort,
    Diagnostics diagnostics) {

  public static final int VERSION = 1;

  public DeviceStatus {
    nodes = List.copyOf(nodes);
  }

  /**
   * The spool: records and bytes waiting, records dropped.
   *
   * @param droppedRows that are in no bucket that the hub gets
   * @param putAside records that can never be delivered, in {@code spool/aside}
   * @param putAsideRows that those records stand for
   * @param reasons of the first of them
   */
  public record SpoolStatus(
      long depth,
      long bytes,
      long dropped,
      long droppedRows,
      long putAside,
      long putAsideRows,
      List<String> reasons) {
    public SpoolStatus {
      reasons = List.copyOf(reasons);
    }
  }

  /**
   * One node.
   *
   * @param rows scored since the device was enrolled
   * @param bad rows that were refused, or that the model gave nothing for
   * @param nextRow number of the next row in the source
   */
  public record NodeStatus(
      String ion,
      String node,
      long generation,
      String digest,
      String status,
      String reason,
      long rows,
      long bad,
      long anomalies,
      long nextRow) {}
}
