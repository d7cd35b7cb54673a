package dev.ionosphere.pipelines.parquet;

import dev.ionosphere.data.row.ColumnType;
import dev.ionosphere.data.row.Schema;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.jspecify.annotations.Nullable;

/** Sets one column of the row. */
final class ValueConverter extends PrimitiveConverter {

  private static final int NANOS = 1_000;
  private static final int MILLIS = 1_000;

  private final RowMaterializer row;
  private final int column;
  private final ColumnType type;
  private final boolean unsigned;
  private final boolean decimal;
  private final int scale;
  private final @Nullable TimeUnit unit;

  ValueConverter(RowMaterializer row, PrimitiveType field, Schema wanted, int column) {
    this.row = row;
    this.column = column;
    type = wanted.column(column).type();
    @Nullable LogicalTypeAnnotation meant = field.getLogicalTypeAnnotation();
    unsigned = meant instanceof IntLogicalTypeAnnotation whole && !whole.isSigned();
    decimal = meant instanceof DecimalLogicalTypeAnnotation;
    scale = meant instanceof DecimalLogicalTypeAnnotation money ? money.getScale() : 0;
    unit = meant instanceof TimestampLogicalTypeAnnotation time ? time.getUnit() : null;
  }

  @Override
  public void addBoolean(boolean value) {
    if (type == ColumnType.STRING) {
      row.batch().setText(column, Boolean.toString(value));
    } else {
      row.batch().setWhole(column, value ? 1 : 0);
    }
  }

  @Override
  public void addInt(int value) {
    whole(unsigned ? Integer.toUnsignedLong(value) : value);
  }

  @Override
  public void addLong(long value) {
    if (unit != null) {
      row.batch().setWhole(column, micros(value, unit));
    } else if (unsigned && value < 0) {
      number(new BigInteger(Long.toUnsignedString(value)).doubleValue());
    } else {
      whole(value);
    }
  }

  private static long micros(long value, TimeUnit unit) {
    return switch (unit) {
      case MILLIS -> Math.multiplyExact(value, MILLIS);
      case MICROS -> value;
      case NANOS -> Math.floorDiv(value, NANOS);
    };
  }

  @Override
  public void addFloat(float value) {
    number(value);
  }

  @Override
  public void addDouble(double value) {
    number(value);
  }

  @Override
  public void addBinary(Binary value) {
    if (decimal) {
      number(new BigDecimal(new BigInteger(value.getBytes()), scale).doubleValue());
    } else if (value.length() > 0) {
      // An empty text is missing, as in other files.
      row.batch().setText(column, value.toStringUsingUTF8());
    }
  }

  private void whole(long value) {
    if (decimal) {
      number(BigDecimal.valueOf(value, scale).doubleValue());
    } else if (type == ColumnType.FLOAT64 || type == ColumnType.FLOAT32) {
      row.batch().setNumber(column, value);
    } else if (type == ColumnType.STRING) {
      row.batch().setText(column, Long.toString(value));
    } else {
      row.batch().setWhole(column, value);
    }
  }

  private void number(double value) {
    if (Double.isNaN(value)) {
      return;
    }
    if (type == ColumnType.FLOAT64 || type == ColumnType.FLOAT32) {
      row.batch().setNumber(column, value);
    } else {
      row.batch().setWhole(column, (long) value);
    }
  }
}
