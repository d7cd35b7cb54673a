package dev.ionosphere.api.dashboard.approval;

import dev.ionosphere.api.approval.Approval;
import dev.ionosphere.api.approval.ApprovalDecision;
import dev.ionosphere.api.approval.GateQuestion;
import dev.ionosphere.api.approval.Mandates;
import dev.ionosphere.api.dashboard.training.MetricTable;
import dev.ionosphere.api.device.DeviceModel;
import dev.ionosphere.api.model.RegisteredModel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One approval with its evidence.
 *
 * @param change what it does to the document; null if it is about a model
 * @param gate why a gate asks; null if none does
 * @param candidate null if the hub does not know the model
 * @param current the model it would replace, null for the first
 * @param candidateSizes rows in each cluster, empty for a model without clusters
 * @param tables of the metrics of both
 * @param devices the devices it would go to, with what they run now
 * @param refusal why the person looking may not decide, empty if they may
 * @param lent whose deputy the person looking is here
 * @param temporal address of the ION's workflow in Temporal's UI, empty if there is none
 */
public record ApprovalPage(
    Approval approval,
    @Nullable DocumentChange change,
    @Nullable GateQuestion gate,
    @Nullable RegisteredModel candidate,
    @Nullable RegisteredModel current,
    List<Metric> metrics,
    String candidateSizes,
    String currentSizes,
    List<MetricTable> tables,
    List<FeatureChange> features,
    List<String> devices,
    List<DeviceModel> running,
    List<ApprovalDecision> decisions,
    String refusal,
    List<Mandates.Loan> lent,
    String temporal) {
  public ApprovalPage {
    metrics = List.copyOf(metrics);
    tables = List.copyOf(tables);
    features = List.copyOf(features);
    devices = List.copyOf(devices);
    running = List.copyOf(running);
    decisions = List.copyOf(decisions);
    lent = List.copyOf(lent);
  }

  public boolean pending() {
    return approval.state().equals("pending");
  }

  public long approvals() {
    return decisions.stream().filter(decision -> decision.decision().equals("approve")).count();
  }
}
