package dev.ionosphere.benchmarks;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;

/**
 * The workload's model as ONNX in 64-bit floats, written by hand so that no converter is needed:
 * {@code z = (x - mean) / deviation}, squared distance {@code |z|^2 - 2 zC + |c|^2} by one matrix
 * product, then the least and its index.
 */
final class OnnxKMeans {

  private static final int DOUBLE = 11;
  private static final int INT64 = 7;
  private final ByteArrayOutputStream graph = new ByteArrayOutputStream();

  static byte[] of(KMeansWorkload workload) {
    return new OnnxKMeans().model(workload);
  }

  private byte[] model(KMeansWorkload workload) {
    int width = workload.width();
    int clusters = workload.clusters();
    double[] centres = workload.centres();
    double[] transposed = new double[centres.length];
    double[] squares = new double[clusters];
    for (int c = 0; c < clusters; c++) {
      for (int j = 0; j < width; j++) {
        double value = centres[c * width + j];
        transposed[j * clusters + c] = -2 * value;
        squares[c] += value * value;
      }
    }
    node("Sub", "differences", "x", "means");
    node("Div", "z", "differences", "deviations");
    node("Mul", "zz", "z", "z");
    node("ReduceSum", "lengths", "zz", "axes");
    node("MatMul", "products", "z", "centres");
    node("Add", "partial", "products", "squares");
    node("ArgMin", "clusters", "partial");
    node("ReduceMin", "least", "partial");
    node("Add", "squared", "least", "lengths");
    node("Sqrt", "distances", "squared");
    field(graph, 2, text("kmeans"));
    initializer("means", workload.means(), width);
    initializer("deviations", workload.deviations(), width);
    initializer("centres", transposed, width, clusters);
    initializer("squares", squares, clusters);
    initializer(
        "axes", INT64, ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(1).array(), 1);
    field(graph, 11, tensor("x", DOUBLE, width));
    field(graph, 12, tensor("clusters", INT64, 1));
    field(graph, 12, tensor("distances", DOUBLE, 1));
    ByteArrayOutputStream model = new ByteArrayOutputStream();
    number(model, 1, 8);
    field(model, 7, graph.toByteArray());
    ByteArrayOutputStream operators = new ByteArrayOutputStream();
    number(operators, 2, 13);
    field(model, 8, operators.toByteArray());
    return model.toByteArray();
  }

  private void node(String type, String output, String... inputs) {
    ByteArrayOutputStream node = new ByteArrayOutputStream();
    for (String input : inputs) {
      field(node, 1, text(input));
    }
    field(node, 2, text(output));
    field(node, 4, text(type));
    if (type.equals("ArgMin")) {
      ByteArrayOutputStream axis = attribute("axis", 2);
      number(axis, 3, 1);
      field(node, 5, axis.toByteArray());
    }
    if (type.equals("ReduceMin")) {
      ByteArrayOutputStream axes = attribute("axes", 7);
      number(axes, 8, 1);
      field(node, 5, axes.toByteArray());
    }
    field(graph, 1, node.toByteArray());
  }

  static ByteArrayOutputStream attribute(String name, int type) {
    ByteArrayOutputStream attribute = new ByteArrayOutputStream();
    field(attribute, 1, text(name));
    number(attribute, 20, type);
    return attribute;
  }

  private void initializer(String name, double[] values, int... dimensions) {
    ByteBuffer raw = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    raw.asDoubleBuffer().put(values);
    initializer(name, DOUBLE, raw.array(), dimensions);
  }

  private void initializer(String name, int type, byte[] raw, int... dimensions) {
    ByteArrayOutputStream tensor = new ByteArrayOutputStream();
    IntStream.of(dimensions).forEach(dimension -> number(tensor, 1, dimension));
    number(tensor, 2, type);
    field(tensor, 8, text(name));
    field(tensor, 9, raw);
    field(graph, 5, tensor.toByteArray());
  }

  static byte[] tensor(String name, int type, int width) {
    ByteArrayOutputStream rows = new ByteArrayOutputStream();
    field(rows, 2, text("rows"));
    ByteArrayOutputStream columns = new ByteArrayOutputStream();
    number(columns, 1, width);
    ByteArrayOutputStream shape = new ByteArrayOutputStream();
    field(shape, 1, rows.toByteArray());
    field(shape, 1, columns.toByteArray());
    ByteArrayOutputStream tensor = new ByteArrayOutputStream();
    number(tensor, 1, type);
    field(tensor, 2, shape.toByteArray());
    ByteArrayOutputStream kind = new ByteArrayOutputStream();
    field(kind, 1, tensor.toByteArray());
    ByteArrayOutputStream value = new ByteArrayOutputStream();
    field(value, 1, text(name));
    field(value, 2, kind.toByteArray());
    return value.toByteArray();
  }

  /** Protocol buffers: a field of bytes. */
  static void field(ByteArrayOutputStream out, int number, byte[] bytes) {
    varint(out, (long) number << 3 | 2);
    varint(out, bytes.length);
    out.writeBytes(bytes);
  }

  /** Protocol buffers: a field of one number. */
  static void number(ByteArrayOutputStream out, int number, long value) {
    varint(out, (long) number << 3);
    varint(out, value);
  }

  private static void varint(ByteArrayOutputStream out, long value) {
    long rest = value;
    while (rest > 127) {
      out.write((int) (rest & 127 | 128));
      rest >>>= 7;
    }
    out.write((int) rest);
  }

  static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
