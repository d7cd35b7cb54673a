package dev.ionosphere.models.scoring.operator;

import dev.ionosphere.models.format.JsonFields;
import dev.ionosphere.models.format.ModelFormatException;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Collectors;

/**
 * A function of each number.
 *
 * @param of number of the step that it reads
 */
public record Pointwise(int of, int width, Name name) implements Operator {

  /** The functions there are. */
  public enum Name {
    EXP(1, "exp", Math::exp),
    SIGMOID(2, "sigmoid", x -> 1 / (1 + Math.exp(-x)));

    private final int number;
    private final String wireName;
    private final DoubleUnaryOperator function;

    Name(int number, String wireName, DoubleUnaryOperator function) {
      this.number = number;
      this.wireName = wireName;
      this.function = function;
    }

    private static ModelFormatException unknown(String path, Object got) {
      return new ModelFormatException(
          path,
          got,
          Arrays.stream(values())
              .map(name -> name.number + " (" + name.wireName + ")")
              .collect(Collectors.joining(", ")));
    }
  }

  public Pointwise {
    Operator.checkedWidth("pointwise, width", width);
  }

  static Pointwise read(PlanReader in) {
    int of = in.u16();
    int width = in.count("width", MOST_WIDTH);
    int number = in.u16();
    Name name =
        Arrays.stream(Name.values())
            .filter(one -> one.number == number)
            .findFirst()
            .orElseThrow(() -> Name.unknown(in.path("name of pointwise"), number));
    return new Pointwise(of, width, name);
  }

  static Pointwise of(JsonFields json) {
    json.only("kind", "of", "width", "name");
    String text = json.text("name");
    Name name =
        Arrays.stream(Name.values())
            .filter(one -> one.wireName.equals(text))
            .findFirst()
            .orElseThrow(() -> Name.unknown(json.path("name"), text));
    return new Pointwise(json.index("of"), json.index("width"), name);
  }

  @Override
  public void write(PlanWriter out) {
    out.u16(of).u32(width).u16(name.number);
  }

  @Override
  public OperatorKind kind() {
    return OperatorKind.POINTWISE;
  }

  @Override
  public List<Integer> reads() {
    return List.of(of);
  }

  @Override
  public int needs() {
    return width;
  }

  @Override
  public Kernel kernel() {
    return new Each(width, name.function);
  }

  private record Each(int width, DoubleUnaryOperator function) implements Kernel {

    @Override
    public void block(double[][] in, double[][] out, double[] work, int size) {
      for (int j = 0; j < width; j++) {
        double[] from = in[j];
        double[] to = out[j];
        for (int r = 0; r < size; r++) {
          to[r] = function.applyAsDouble(from[r]);
        }
      }
    }

    @Override
    public void row(double[] in, double[] out, double[] work) {
      for (int j = 0; j < width; j++) {
        out[j] = function.applyAsDouble(in[j]);
      }
    }
  }
}
