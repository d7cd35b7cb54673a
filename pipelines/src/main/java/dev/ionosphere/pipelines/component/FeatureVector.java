package dev.ionosphere.pipelines.component;

import dev.ionosphere.pipelines.plan.Encoding;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.attribute.NominalAttribute;
import org.apache.spark.ml.feature.OneHotEncoder;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** How Spark makes a vector of the columns {@code c0}, {@code c1} and so on. */
public final class FeatureVector {

  /**
   * @param invalid what the assembler does with a value that is missing
   */
  public static List<PipelineStage> stages(Encoding encoding, String output, String invalid) {
    List<String> codes = new ArrayList<>();
    List<String> bits = new ArrayList<>();
    List<String> assembled = new ArrayList<>();
    for (int i = 0; i < encoding.features().size(); i++) {
      if (encoding.features().get(i).isCategory()) {
        codes.add("c" + i);
        bits.add("h" + i);
        assembled.add("h" + i);
      } else {
        assembled.add("c" + i);
      }
    }
    List<PipelineStage> stages = new ArrayList<>();
    if (!codes.isEmpty()) {
      // What is kept as invalid is dropped as the last: it has none of the numbers.
      stages.add(
          new OneHotEncoder()
              .setInputCols(codes.toArray(String[]::new))
              .setOutputCols(bits.toArray(String[]::new))
              .setHandleInvalid("keep")
              .setDropLast(true));
    }
    stages.add(
        new VectorAssembler()
            .setInputCols(assembled.toArray(String[]::new))
            .setOutputCol(output)
            .setHandleInvalid(invalid));
    return stages;
  }

  /** Spark must know all categories: a rare one may not be among the rows that it learns from. */
  static Dataset<Row> withCategories(Dataset<Row> rows, Encoding encoding) {
    Dataset<Row> known = rows;
    for (int i = 0; i < encoding.features().size(); i++) {
      if (encoding.features().get(i).isCategory()) {
        String column = "c" + i;
        known =
            known.withMetadata(
                column,
                NominalAttribute.defaultAttr()
                    .withName(column)
                    .withNumValues(encoding.features().get(i).width())
                    .toMetadata());
      }
    }
    return known;
  }

  private FeatureVector() {}
}
