package dev.ionosphere.benchmarks;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;

/** Columns of doubles of a Parquet file, one at a time, NaN where there is no value. */
final class ParquetNumbers implements Closeable {

  private static final GroupConverter UNUSED =
      new GroupConverter() {
        @Override
        public Converter getConverter(int field) {
          return new PrimitiveConverter() {};
        }

        @Override
        public void start() {}

        @Override
        public void end() {}
      };

  private final ParquetFileReader file;
  private final MessageType schema;

  ParquetNumbers(Path path) throws IOException {
    file =
        ParquetFileReader.open(
            new LocalInputFile(path),
            ParquetReadOptions.builder(new PlainParquetConfiguration()).build());
    schema = file.getFileMetaData().getSchema();
  }

  List<String> names() {
    return schema.getFields().stream().filter(ParquetNumbers::isDouble).map(Type::getName).toList();
  }

  private static boolean isDouble(Type field) {
    return field.isPrimitive()
        && field.asPrimitiveType().getPrimitiveTypeName() == PrimitiveTypeName.DOUBLE;
  }

  /** All values of a column. */
  double[] column(String name) throws IOException {
    MessageType only = new MessageType(schema.getName(), schema.getType(name));
    ColumnDescriptor column = only.getColumns().getFirst();
    double[] values = new double[Math.toIntExact(file.getRecordCount())];
    int at = 0;
    file.setRequestedSchema(only);
    for (int group = 0; group < file.getRowGroups().size(); group++) {
      PageReadStore pages = file.readRowGroup(group);
      ColumnReader read =
          new ColumnReadStoreImpl(pages, UNUSED, only, file.getFileMetaData().getCreatedBy())
              .getColumnReader(column);
      for (long left = read.getTotalValueCount(); left > 0; left--) {
        boolean present = read.getCurrentDefinitionLevel() == column.getMaxDefinitionLevel();
        values[at++] = present ? read.getDouble() : Double.NaN;
        read.consume();
      }
    }
    return values;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
