package dev.ionosphere.edge.model;

import dev.ionosphere.data.row.Column;
import dev.ionosphere.data.row.Schema;
import dev.ionosphere.models.format.ModelFormatException;
import dev.ionosphere.models.health.Baseline;
import dev.ionosphere.models.health.FeatureCounter;
import dev.ionosphere.models.pack.PackageResult.Verified;
import dev.ionosphere.models.pack.Role;
import dev.ionosphere.models.scoring.GoldenRows;
import dev.ionosphere.models.scoring.Parity;
import dev.ionosphere.models.scoring.PlanInputs;
import dev.ionosphere.models.scoring.PlanSignature;
import dev.ionosphere.models.scoring.Scorer;
import dev.ionosphere.models.scoring.ScoringPlan;
import java.lang.foreign.Arena;
import java.util.List;
import java.util.Optional;

/**
 * A verified model, ready to score rows of its features. A large plan stays mapped until the model
 * is closed; after that it scores nothing.
 */
public final class DeviceModel implements AutoCloseable {

  /** Rows of a chunk. */
  private static final int ROWS_AT_ONCE = 1_024;

  private final String digest;
  private final PlanInputs inputs;
  private final Schema wanted;
  private final Scorer scorer;
  private final Baseline baseline;
  private final Arena mapping;

  private DeviceModel(
      String digest, PlanInputs inputs, Scorer scorer, Baseline baseline, Arena mapping) {
    this.digest = digest;
    this.inputs = inputs;
    this.wanted = wanted(inputs);
    this.scorer = scorer;
    this.baseline = baseline;
    this.mapping = mapping;
  }

  /**
   * Takes what scoring needs from a package.
   *
   * @param mapping of its plan, which it closes; the caller's if this throws
   * @throws ModelFormatException if a part is missing or malformed
   */
  public static DeviceModel of(Verified verified, Arena mapping) {
    PlanSignature signature = verified.manifest().signature();
    ScoringPlan plan = plan(verified);
    Baseline baseline = Baseline.read(verified.part(Role.BASELINE));
    return new DeviceModel(
        verified.digest().value(),
        plan.inputs(),
        plan.scorer(signature.features()),
        baseline,
        mapping);
  }

  /** The plan, if it is what the manifest tells of it. */
  private static ScoringPlan plan(Verified verified) {
    ScoringPlan plan = ScoringPlan.read(verified.segment(Role.PLAN));
    PlanSignature told = verified.manifest().signature();
    boolean fits =
        told.outputs().isEmpty()
            ? told.inputs().equals(plan.inputs())
            : told.equals(plan.signature());
    if (!fits) {
      throw new ModelFormatException(
          "scoring plan", plan.signature(), "what the manifest tells: " + told);
    }
    return plan;
  }

  /**
   * Whether this device computes what the training engine computed.
   *
   * @throws ModelFormatException if the package has no golden rows that can be read
   */
  public Parity parity(Verified verified) {
    GoldenRows golden = GoldenRows.read(verified.part(Role.GOLDEN));
    return golden.verify(scorer.of(golden.columns()));
  }

  /** Ends the mapping. Nobody may score with it any more. */
  @Override
  public void close() {
    mapping.close();
  }

  public String digest() {
    return digest;
  }

  /** Columns of a row, in order. */
  public List<String> features() {
    return wanted.names();
  }

  /** What a source must give: a row may lack any of it, which is counted. */
  public Schema wanted() {
    return wanted;
  }

  /** What a model that needs these columns wants of a source. */
  public static Schema wanted(PlanInputs inputs) {
    return new Schema(
        inputs.columns().stream()
            .map(column -> new Column(column.name(), column.type(), true))
            .toList());
  }

  /** How its columns become numbers. */
  public PlanInputs inputs() {
    return inputs;
  }

  public Scorer scorer() {
    return scorer;
  }

  /** A feature of which its package does not say what training saw, if there is one. */
  public Optional<String> uncovered() {
    return features().stream().filter(name -> baseline.feature(name).isEmpty()).findFirst();
  }

  /** Bytes that scoring takes for the rows that are read at once. */
  public long scoringBytes() {
    return scorer.bytes(ROWS_AT_ONCE);
  }

  public FeatureCounter newCounter() {
    return new FeatureCounter(baseline, features());
  }
}
