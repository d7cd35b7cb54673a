package dev.ionosphere.pipelines.parquet;

import dev.ionosphere.data.row.RowBatch;
import dev.ionosphere.data.row.Schema;
import java.util.stream.IntStream;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.RecordMaterializer;
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;

/** Puts what Parquet reads of a row into the row that was begun. */
final class RowMaterializer extends RecordMaterializer<RowMaterializer> {

  private final Converter[] converters;
  private final GroupConverter root =
      new GroupConverter() {
        @Override
        public Converter getConverter(int field) {
          return converters[field];
        }

        @Override
        public void start() {}

        @Override
        public void end() {}
      };
  private @Nullable RowBatch into;

  /**
   * @param projection fields that are read
   * @param wanted columns, that of each field among them
   */
  RowMaterializer(MessageType projection, Schema wanted) {
    converters =
        IntStream.range(0, projection.getFieldCount())
            .mapToObj(field ->
                new ValueConverter(
                    this,
                    projection.getType(field).asPrimitiveType(),
                    wanted,
                    wanted.names().indexOf(projection.getFieldName(field))))
            .toArray(Converter[]::new);
  }

  void into(RowBatch batch) {
    into = batch;
  }

  RowBatch batch() {
    if (into == null) {
      throw new IllegalStateException("no batch to read into");
    }
    return into;
  }

  @Override
  public RowMaterializer getCurrentRecord() {
    return this;
  }

  @Override
  public GroupConverter getRootConverter() {
    return root;
  }
}
