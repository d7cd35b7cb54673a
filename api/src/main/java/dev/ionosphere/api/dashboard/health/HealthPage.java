package dev.ionosphere.api.dashboard.health;

import dev.ionosphere.api.dashboard.chart.Chart;
import dev.ionosphere.api.health.DeviceHealth;
import dev.ionosphere.api.health.ModelHealth;
import dev.ionosphere.api.health.NodeHealth;
import dev.ionosphere.api.model.ModelRelease;
import dev.ionosphere.spec.ion.HealthPolicy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The health of one inference node.
 *
 * @param nodes the ION's inference nodes
 * @param release what the node should run, null before the first
 * @param judgement the last of the model that is shown, null before the first
 * @param models judgements of all that count
 * @param signals of all devices together
 * @param judged devices, those that something is wrong with first
 * @param features least similar first, over the rows of the last judgement
 * @param curve lowest similarity over time, null without judgements
 * @param devices what each has scored with the judged model
 */
public record HealthPage(
    String ion,
    String node,
    List<String> nodes,
    HealthPolicy policy,
    @Nullable ModelRelease release,
    @Nullable NodeHealth judgement,
    List<NodeHealth> models,
    List<ModelHealth.Line> signals,
    List<ModelHealth.OfDevice> judged,
    List<FeatureView> features,
    @Nullable Chart curve,
    List<DeviceHealth> devices) {
  public HealthPage {
    nodes = List.copyOf(nodes);
    models = List.copyOf(models);
    signals = List.copyOf(signals);
    judged = List.copyOf(judged);
    features = List.copyOf(features);
    devices = List.copyOf(devices);
  }

  public long rows() {
    return devices.stream().mapToLong(DeviceHealth::rowsScored).sum();
  }

  public long anomalies() {
    return devices.stream().mapToLong(DeviceHealth::anomalies).sum();
  }

  public long unlike() {
    return features.stream().filter(FeatureView::unlike).count();
  }

  public static double share(DeviceHealth device) {
    return device.rowsScored() == 0 ? 0 : (double) device.anomalies() / device.rowsScored();
  }
}
