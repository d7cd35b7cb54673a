package dev.ionosphere.models.scoring.operator;

import dev.ionosphere.models.format.JsonFields;
import dev.ionosphere.models.format.ModelFormatException;
import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The operators there are: number and version of the binary form, name of the JSON form. */
public enum OperatorKind {
  NUMBERS(1, "numbers", Numbers::read, Numbers::of),
  STANDARDISE(2, "standardise", Standardise::read, Standardise::of),
  NEAREST_CENTRE(3, "nearest-centre", NearestCentre::read, NearestCentre::of),
  LINEAR(4, "linear", Linear::read, Linear::of),
  LOGISTIC(5, "logistic", Logistic::read, Logistic::of),
  SOFTMAX(6, "softmax", Softmax::read, Softmax::of),
  FOREST(7, "forest", Forest::read, Forest::of),
  NORMALISE(8, "normalise", Normalise::read, Normalise::of),
  ARGMAX(9, "argmax", Argmax::read, Argmax::of),
  ONE_HOT(10, "one-hot", OneHot::read, OneHot::of),
  GATHER(11, "gather", Gather::read, Gather::of),
  GUARD(12, "guard", Guard::read, Guard::of),
  SCALE(13, "scale", Scale::read, Scale::of),
  AFFINE(14, "affine", Affine::read, Affine::of),
  IMPUTE(15, "impute", Impute::read, Impute::of),
  RECODE(16, "recode", Recode::read, Recode::of),
  POINTWISE(17, "pointwise", Pointwise::read, Pointwise::of);

  /** Of the binary form of each. */
  private static final int VERSION = 1;

  private final int number;
  private final String wireName;
  private final Function<PlanReader, Operator> reader;
  private final Function<JsonFields, Operator> fromJson;

  OperatorKind(
      int number,
      String wireName,
      Function<PlanReader, Operator> reader,
      Function<JsonFields, Operator> fromJson) {
    this.number = number;
    this.wireName = wireName;
    this.reader = reader;
    this.fromJson = fromJson;
  }

  public String wireName() {
    return wireName;
  }

  /** Writes an operator with its kind, version and length before it. */
  public static void write(Operator operator, PlanWriter out) {
    out.u16(operator.kind().number).u16(VERSION).sized(operator::write);
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws ModelFormatException if it is no operator of this code
   */
  public static Operator read(PlanReader in) {
    int number = in.u16();
    int version = in.u16();
    OperatorKind kind =
        Arrays.stream(values())
            .filter(one -> one.number == number)
            .findFirst()
            .orElseThrow(() -> unknown(in.path("kind"), number));
    if (version != VERSION) {
      throw new ModelFormatException(in.path("version of " + kind.wireName), version, "" + VERSION);
    }
    PlanReader content = in.sized();
    Operator operator = kind.reader.apply(content);
    content.end();
    return operator;
  }

  /**
   * Reads an operator that training wrote.
   *
   * @throws ModelFormatException if it is none
   */
  public static Operator of(JsonFields json) {
    String name = json.text("kind");
    return Arrays.stream(values())
        .filter(one -> one.wireName.equals(name))
        .findFirst()
        .orElseThrow(() -> unknown(json.path("kind"), name))
        .fromJson
        .apply(json);
  }

  private static ModelFormatException unknown(String path, Object got) {
    String allowed =
        Arrays.stream(values())
            .map(kind -> kind.number + " (" + kind.wireName + ")")
            .collect(Collectors.joining(", "));
    return new ModelFormatException(path, got, allowed);
  }
}
