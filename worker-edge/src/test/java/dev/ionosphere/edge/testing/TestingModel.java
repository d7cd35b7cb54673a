package dev.ionosphere.edge.testing;

import dev.ionosphere.data.row.Column;
import dev.ionosphere.data.row.ColumnType;
import dev.ionosphere.data.row.Schema;
import dev.ionosphere.models.health.Baseline;
import dev.ionosphere.models.health.Bins;
import dev.ionosphere.models.health.Histogram;
import dev.ionosphere.models.pack.Digest;
import dev.ionosphere.models.pack.Lineage;
import dev.ionosphere.models.pack.Manifest;
import dev.ionosphere.models.pack.ModelRef;
import dev.ionosphere.models.pack.ModelSignature;
import dev.ionosphere.models.pack.ModelSigner;
import dev.ionosphere.models.pack.Role;
import dev.ionosphere.models.scoring.AnomalyRule;
import dev.ionosphere.models.scoring.Categories;
import dev.ionosphere.models.scoring.Output;
import dev.ionosphere.models.scoring.PlanInputs;
import dev.ionosphere.models.scoring.ScoringPlan;
import dev.ionosphere.models.scoring.Unseen;
import dev.ionosphere.models.scoring.operator.NearestCentre;
import dev.ionosphere.models.scoring.operator.Numbers;
import dev.ionosphere.models.scoring.operator.OneHot;
import dev.ionosphere.models.scoring.operator.Standardise;
import dev.ionosphere.models.scoring.operator.Vector;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A small signed package of two features and two centres, at -1 and 1 of both. */
public final class TestingModel {

  public static final List<String> FEATURES = List.of("heat", "shake");
  public static final double THRESHOLD = 3;
  private static final Bins BINS = Bins.continuous(-10, -1, 0, 1, 10);

  private final Map<String, byte[]> blobs = new LinkedHashMap<>();
  private final ModelRef reference;
  private final Manifest manifest;

  private TestingModel(
      ModelSigner signer, String name, double goldenOffset, List<String> features) {
    this(signer, name, goldenOffset, features, Map.of(), json -> json);
  }

  private TestingModel(
      ModelSigner signer,
      String name,
      double goldenOffset,
      List<String> features,
      Map<Role, byte[]> instead,
      UnaryOperator<byte[]> change) {
    this(
        signer,
        name,
        plan(features),
        golden(features, goldenOffset),
        new Baseline(
            features.stream()
                .map(f -> new Baseline.Feature(f, BINS, histogram(BINS.size())))
                .toList()),
        instead,
        change);
  }

  private static ScoringPlan plan(List<String> features) {
    return new ScoringPlan(
        ScoringPlan.numbers(features),
        List.of(
            new Numbers(features),
            new Standardise(0, Vector.of(0, 0), Vector.of(1, 1)),
            new NearestCentre(1, 2, Vector.of(-1, -1, 1, 1))),
        List.of(
            new Output("cluster", Output.Kind.LABEL, 2, 0, List.of("0", "1")),
            new Output("distance", Output.Kind.VALUE, 2, 1, List.of())),
        Optional.of(new AnomalyRule(1, 0, THRESHOLD)));
  }

  private TestingModel(
      ModelSigner signer,
      String name,
      ScoringPlan plan,
      String goldenRows,
      Baseline baseline,
      Map<Role, byte[]> instead,
      UnaryOperator<byte[]> change) {
    byte[] golden = goldenRows.getBytes(StandardCharsets.US_ASCII);
    this.manifest =
        new Manifest(
            name,
            Instant.EPOCH,
            List.of(
                part(Role.PLAN, instead.getOrDefault(Role.PLAN, plan.toBytes())),
                part(Role.GOLDEN, instead.getOrDefault(Role.GOLDEN, golden)),
                part(Role.BASELINE, instead.getOrDefault(Role.BASELINE, baseline.toJson()))),
            plan.signature(),
            new Lineage(
                "pump",
                "retrain",
                "pump.retrain.1",
                Optional.empty(),
                "kmeans",
                Optional.empty(),
                Map.of(),
                List.of()),
            "testing-1");
    byte[] json = change.apply(manifest.toJson());
    Digest digest = Digest.of(json);
    blobs.put(digest.hex(), json);
    ModelSignature signature = signer.sign(digest);
    long bytes = blobs.values().stream().mapToLong(b -> b.length).sum();
    this.reference = new ModelRef(digest.value(), signature.value(), signature.keyId(), bytes);
  }

  public static TestingModel signedBy(ModelSigner signer, String name) {
    return new TestingModel(signer, name, 0, FEATURES);
  }

  /** Its golden rows say something else than its plan. */
  public static TestingModel withWrongGoldenRows(ModelSigner signer) {
    return new TestingModel(signer, "wrong-golden", 0.001, FEATURES);
  }

  /** It wants a column that the sources do not have. */
  public static TestingModel withOtherColumns(ModelSigner signer) {
    return new TestingModel(signer, "other-columns", 0, List.of("heat", "pressure"));
  }

  /** One of its parts is something else, and signed all the same. */
  public static TestingModel withPart(ModelSigner signer, String name, Role role, byte[] content) {
    return new TestingModel(signer, name, 0, FEATURES, Map.of(role, content), json -> json);
  }

  /** It needs a {@code mode}, auto or hand, and a {@code heat}; auto is near 0, hand near 10. */
  public static TestingModel withMode(ModelSigner signer, Unseen unseen) {
    ScoringPlan plan =
        new ScoringPlan(
            new PlanInputs(
                new Schema(
                    List.of(
                        new Column("mode", ColumnType.STRING, false),
                        new Column("heat", ColumnType.FLOAT64, false))),
                Map.of("mode", new Categories(List.of("auto", "hand"), unseen))),
            List.of(
                new Numbers(List.of("mode", "heat")),
                new OneHot(0, List.of(2, 0)),
                new NearestCentre(1, 3, Vector.of(1, 0, 0, 0, 1, 10))),
            List.of(
                new Output("cluster", Output.Kind.LABEL, 2, 0, List.of("near-0", "near-10")),
                new Output("distance", Output.Kind.VALUE, 2, 1, List.of())),
            Optional.empty());
    String golden =
        """
        {"columns":["mode","heat"],"rows":[[0,0],[1,10]],
         "outputs":[{"name":"cluster","labels":["near-0","near-10"]},{"name":"distance","values":[0,0]}]}
        """;
    Baseline baseline =
        new Baseline(
            List.of(
                new Baseline.Feature(
                    "mode", Bins.categorical(0, 1), histogram(3), List.of("auto", "hand")),
                new Baseline.Feature("heat", BINS, histogram(BINS.size()))));
    return new TestingModel(signer, "mode", plan, golden, baseline, Map.of(), json -> json);
  }

  /** Its manifest is changed before it is signed. */
  public static TestingModel withManifest(
      ModelSigner signer, String name, UnaryOperator<byte[]> change) {
    return new TestingModel(signer, name, 0, FEATURES, Map.of(), change);
  }

  /** The same package, signed by another key. */
  public ModelRef signedAgainBy(ModelSigner signer) {
    ModelSignature signature = signer.sign(new Digest(reference.digest()));
    return new ModelRef(
        reference.digest(), signature.value(), signature.keyId(), reference.bytes());
  }

  public ModelRef reference() {
    return reference;
  }

  /** What the hub's blob store holds, by hex digest. */
  public Map<String, byte[]> blobs() {
    return blobs;
  }

  public Manifest.Part part(Role role) {
    return manifest.part(role).orElseThrow();
  }

  private Manifest.Part part(Role role, byte[] content) {
    blobs.put(Digest.of(content).hex(), content);
    return Manifest.Part.of(role, content);
  }

  private static Histogram histogram(int bins) {
    long[] counts = new long[bins];
    java.util.Arrays.fill(counts, 5);
    return Histogram.of(counts);
  }

  /** Written down by hand: (1,1) is on a centre, (4,5) is 3-4-5 away from it. */
  private static String golden(List<String> features, double offset) {
    return """
    {"features":["%s","%s"],"rows":[[1,1],[-1,-1],[4,5]],"clusters":[1,0,1],"distances":[0,0,%s]}\
    """
        .formatted(features.get(0), features.get(1), 5 + offset);
  }
}
