package dev.ionosphere.edge.model;

import dev.ionosphere.data.row.Column;
import dev.ionosphere.data.row.ColumnType;
import dev.ionosphere.data.row.Schema;
import dev.ionosphere.models.format.ModelFormatException;
import dev.ionosphere.models.health.Baseline;
import dev.ionosphere.models.health.FeatureCounter;
import dev.ionosphere.models.pack.PackageResult.Verified;
import dev.ionosphere.models.pack.Role;
import dev.ionosphere.models.scoring.GoldenRows;
import dev.ionosphere.models.scoring.Parity;
import dev.ionosphere.models.scoring.Scorer;
import dev.ionosphere.models.scoring.ScoringPlan;
import java.util.List;

/** A verified model, ready to score rows of its features. */
public final class DeviceModel {

  private final String digest;
  private final List<String> features;
  private final Scorer scorer;
  private final Baseline baseline;

  private DeviceModel(String digest, List<String> features, Scorer scorer, Baseline baseline) {
    this.digest = digest;
    this.features = features;
    this.scorer = scorer;
    this.baseline = baseline;
  }

  /**
   * Takes what scoring needs from a package.
   *
   * @throws ModelFormatException if a part is missing or malformed
   */
  public static DeviceModel of(Verified verified) {
    List<String> features = verified.manifest().features();
    ScoringPlan plan = ScoringPlan.read(verified.part(Role.PLAN));
    Baseline baseline = Baseline.read(verified.part(Role.BASELINE));
    return new DeviceModel(verified.digest().value(), features, plan.scorer(features), baseline);
  }

  /**
   * Whether this device computes what the training engine computed.
   *
   * @throws ModelFormatException if the package has no golden rows that can be read
   */
  public static Parity parity(Verified verified) {
    return GoldenRows.read(verified.part(Role.GOLDEN))
        .verify(ScoringPlan.read(verified.part(Role.PLAN)));
  }

  public String digest() {
    return digest;
  }

  /** Columns of a row, in order. */
  public List<String> features() {
    return features;
  }

  /** What a source must give: a number for each of them. */
  public Schema wanted() {
    return wanted(features);
  }

  /** What a model of these columns needs of a source. */
  public static Schema wanted(List<String> features) {
    return new Schema(
        features.stream().map(name -> new Column(name, ColumnType.FLOAT64, false)).toList());
  }

  public Scorer scorer() {
    return scorer;
  }

  public FeatureCounter newCounter() {
    return new FeatureCounter(baseline, features);
  }
}
