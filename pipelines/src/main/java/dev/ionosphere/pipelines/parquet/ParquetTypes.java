package dev.ionosphere.pipelines.parquet;

import dev.ionosphere.data.cell.ShownText;
import dev.ionosphere.data.row.Column;
import dev.ionosphere.data.row.ColumnType;
import dev.ionosphere.data.row.Schema;
import dev.ionosphere.data.source.SourceException;
import java.util.Optional;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DateLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.EnumLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.StringLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type;
import org.jspecify.annotations.Nullable;

/** Which of Parquet's types are which of ours. */
final class ParquetTypes {

  /** The columns that can be read, each by its own type. */
  static Schema readable(MessageType schema) {
    return new Schema(
        schema.getFields().stream().flatMap(field -> column(field).stream()).toList());
  }

  private static Optional<Column> column(Type field) {
    return field.getName().isEmpty()
        ? Optional.empty()
        : of(field).map(type -> new Column(field.getName(), type, true));
  }

  /** The type of a column; empty of groups, lists, and what is not known here. */
  static Optional<ColumnType> of(Type field) {
    if (!field.isPrimitive() || field.isRepetition(Type.Repetition.REPEATED)) {
      return Optional.empty();
    }
    PrimitiveType type = field.asPrimitiveType();
    @Nullable LogicalTypeAnnotation meant = type.getLogicalTypeAnnotation();
    if (meant instanceof DecimalLogicalTypeAnnotation) {
      return Optional.of(ColumnType.FLOAT64);
    }
    return switch (type.getPrimitiveTypeName()) {
      case BOOLEAN -> Optional.of(ColumnType.BOOL);
      case FLOAT, DOUBLE -> Optional.of(ColumnType.FLOAT64);
      case INT32 ->
          meant instanceof DateLogicalTypeAnnotation ? Optional.of(ColumnType.DATE) : whole(meant);
      case INT64 ->
          meant instanceof TimestampLogicalTypeAnnotation
              ? Optional.of(ColumnType.TIMESTAMP)
              : whole(meant);
      case BINARY ->
          meant instanceof StringLogicalTypeAnnotation || meant instanceof EnumLogicalTypeAnnotation
              ? Optional.of(ColumnType.STRING)
              : Optional.empty();
      case INT96, FIXED_LEN_BYTE_ARRAY -> Optional.empty();
    };
  }

  private static Optional<ColumnType> whole(@Nullable LogicalTypeAnnotation meant) {
    if (meant == null) {
      return Optional.of(ColumnType.INT64);
    }
    if (!(meant instanceof IntLogicalTypeAnnotation whole)) {
      return Optional.empty();
    }
    boolean fits = whole.isSigned() || whole.getBitWidth() < Long.SIZE;
    return Optional.of(fits ? ColumnType.INT64 : ColumnType.FLOAT64);
  }

  /**
   * @throws SourceException if values of the field are none of the column
   */
  static void check(String source, Type field, Column column) throws SourceException {
    Optional<ColumnType> got = of(field);
    boolean fits =
        got.map(type ->
                type == column.type()
                    || (type.isNumeric() && column.type().isNumeric())
                    || (isSpelled(type) && column.type() == ColumnType.STRING))
            .orElse(false);
    if (!fits) {
      throw new SourceException(
          "source '%s', column '%s': is %s, wanted is %s"
              .formatted(
                  source,
                  ShownText.name(column.name()),
                  got.map(ColumnType::wireName).orElse("of a type that is not read"),
                  column.type().wireName()));
    }
  }

  /** Whether its values may be names, spelled as in a file of text. */
  private static boolean isSpelled(ColumnType type) {
    return type == ColumnType.INT64 || type == ColumnType.BOOL;
  }

  private ParquetTypes() {}
}
