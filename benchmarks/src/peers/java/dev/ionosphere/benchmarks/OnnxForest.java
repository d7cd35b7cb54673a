package dev.ionosphere.benchmarks;

import dev.ionosphere.models.scoring.operator.Trees;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/** The workload's forest as ONNX, a {@code TreeEnsembleRegressor} written by hand. */
final class OnnxForest {

  private static final int FLOAT = 1;
  private static final int DOUBLE = 11;
  private static final String DOMAIN = "ai.onnx.ml";

  private final ForestWorkload of;
  private final boolean inDouble;
  private final ByteArrayOutputStream node = new ByteArrayOutputStream();

  private OnnxForest(ForestWorkload of, boolean inDouble) {
    this.of = of;
    this.inDouble = inDouble;
  }

  /**
   * The model's bytes.
   *
   * @param inDouble 64-bit thresholds, leaves and rows, else 32-bit ones
   */
  static byte[] of(ForestWorkload workload, boolean inDouble) {
    return new OnnxForest(workload, inDouble).model();
  }

  private byte[] model() {
    int size = of.nodesOfATree();
    int[] leaves = IntStream.range(0, of.features().length).filter(this::isLeaf).toArray();
    OnnxKMeans.field(node, 1, OnnxKMeans.text("x"));
    OnnxKMeans.field(node, 2, OnnxKMeans.text("sum"));
    OnnxKMeans.field(node, 4, OnnxKMeans.text("TreeEnsembleRegressor"));
    OnnxKMeans.field(node, 7, OnnxKMeans.text(DOMAIN));
    whole("n_targets", 1);
    wholes("nodes_treeids", n -> n / size);
    wholes("nodes_nodeids", n -> n % size);
    wholes("nodes_featureids", n -> isLeaf(n) ? 0 : of.features()[n]);
    wholes("nodes_truenodeids", n -> isLeaf(n) ? 0 : n % size + 1);
    wholes("nodes_falsenodeids", n -> isLeaf(n) ? 0 : of.rights()[n] % size);
    modes();
    numbers("nodes_values", of.thresholds());
    wholes("target_treeids", leaves.length, i -> leaves[i] / size);
    wholes("target_nodeids", leaves.length, i -> leaves[i] % size);
    wholes("target_ids", leaves.length, i -> 0);
    numbers(
        "target_weights",
        IntStream.of(leaves).mapToDouble(n -> of.values()[of.rights()[n]]).toArray());
    ByteArrayOutputStream graph = new ByteArrayOutputStream();
    OnnxKMeans.field(graph, 1, node.toByteArray());
    OnnxKMeans.field(graph, 2, OnnxKMeans.text("forest"));
    OnnxKMeans.field(
        graph, 11, OnnxKMeans.tensor("x", inDouble ? DOUBLE : FLOAT, ForestWorkload.WIDTH));
    OnnxKMeans.field(graph, 12, OnnxKMeans.tensor("sum", FLOAT, 1));
    ByteArrayOutputStream model = new ByteArrayOutputStream();
    OnnxKMeans.number(model, 1, 8);
    OnnxKMeans.field(model, 7, graph.toByteArray());
    ByteArrayOutputStream operators = new ByteArrayOutputStream();
    OnnxKMeans.field(operators, 1, OnnxKMeans.text(DOMAIN));
    OnnxKMeans.number(operators, 2, 3);
    OnnxKMeans.field(model, 8, operators.toByteArray());
    return model.toByteArray();
  }

  private boolean isLeaf(int n) {
    return of.features()[n] == Trees.LEAF;
  }

  private void whole(String name, long value) {
    ByteArrayOutputStream attribute = OnnxKMeans.attribute(name, 2);
    OnnxKMeans.number(attribute, 3, value);
    OnnxKMeans.field(node, 5, attribute.toByteArray());
  }

  private void wholes(String name, IntUnaryOperator value) {
    wholes(name, of.features().length, value);
  }

  private void wholes(String name, int count, IntUnaryOperator value) {
    ByteArrayOutputStream attribute = OnnxKMeans.attribute(name, 7);
    for (int i = 0; i < count; i++) {
      OnnxKMeans.number(attribute, 8, value.applyAsInt(i));
    }
    OnnxKMeans.field(node, 5, attribute.toByteArray());
  }

  private void modes() {
    ByteArrayOutputStream attribute = OnnxKMeans.attribute("nodes_modes", 8);
    for (int n = 0; n < of.features().length; n++) {
      OnnxKMeans.field(attribute, 9, OnnxKMeans.text(isLeaf(n) ? "LEAF" : "BRANCH_LEQ"));
    }
    OnnxKMeans.field(node, 5, attribute.toByteArray());
  }

  /** 64-bit numbers are a tensor, 32-bit ones a list. */
  private void numbers(String name, double[] values) {
    int bytes = inDouble ? Double.BYTES : Float.BYTES;
    ByteBuffer raw = ByteBuffer.allocate(bytes * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (double value : values) {
      if (inDouble) {
        raw.putDouble(value);
      } else {
        raw.putFloat((float) value);
      }
    }
    ByteArrayOutputStream attribute =
        OnnxKMeans.attribute(inDouble ? name + "_as_tensor" : name, inDouble ? 4 : 6);
    if (inDouble) {
      ByteArrayOutputStream tensor = new ByteArrayOutputStream();
      OnnxKMeans.number(tensor, 1, values.length);
      OnnxKMeans.number(tensor, 2, DOUBLE);
      OnnxKMeans.field(tensor, 9, raw.array());
      OnnxKMeans.field(attribute, 5, tensor.toByteArray());
    } else {
      OnnxKMeans.field(attribute, 7, raw.array()); // packed
    }
    OnnxKMeans.field(node, 5, attribute.toByteArray());
  }
}
