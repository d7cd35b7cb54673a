package dev.ionosphere.api.dashboard.model;

import dev.ionosphere.api.approval.Approval;
import dev.ionosphere.api.dashboard.chart.Chart;
import dev.ionosphere.api.dashboard.training.MetricTable;
import dev.ionosphere.api.device.DeviceModel;
import dev.ionosphere.api.model.ModelRelease;
import dev.ionosphere.api.model.RegisteredModel;
import dev.ionosphere.api.recall.RecalledModel;
import dev.ionosphere.models.pack.Manifest;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One model.
 *
 * @param approvals it went or goes through
 * @param releases of it, to which nodes
 * @param running devices that run it now
 * @param features what it was trained on, by feature
 * @param recalled absent: it may be used
 */
public record ModelPage(
    RegisteredModel model,
    String place,
    Manifest manifest,
    List<MetricTable> tables,
    List<Approval> approvals,
    List<ModelRelease> releases,
    List<DeviceModel> running,
    Map<String, Chart> features,
    @Nullable RecalledModel recalled) {
  public ModelPage {
    tables = List.copyOf(tables);
    approvals = List.copyOf(approvals);
    releases = List.copyOf(releases);
    running = List.copyOf(running);
  }

  public InputColumns inputs() {
    return InputColumns.of(manifest.signature().inputs());
  }

  public Map<String, Double> metrics() {
    return new TreeMap<>(model.metrics());
  }
}
