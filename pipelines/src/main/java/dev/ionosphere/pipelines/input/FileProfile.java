package dev.ionosphere.pipelines.input;

import dev.ionosphere.data.check.TableProfile;
import dev.ionosphere.data.format.Format;
import dev.ionosphere.data.source.SourceException;
import dev.ionosphere.pipelines.JobException;
import dev.ionosphere.pipelines.parquet.ParquetTable;
import java.io.EOFException;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * What one file holds, or why it is not read: a refusal comes back from an executor as a value, for
 * as an exception it would be tried again and wrapped.
 */
record FileProfile(String path, @Nullable TableProfile profile, String refused)
    implements Serializable {

  static FileProfile read(String path, Format format) throws IOException {
    try {
      Path file = Path.of(path);
      TableProfile profile =
          ParquetTable.is(file) ? ParquetTable.profile(file) : TableProfile.read(file, format);
      return new FileProfile(path, profile, "");
    } catch (SourceException noTable) {
      return new FileProfile(path, null, String.valueOf(noTable.getMessage()));
    } catch (ZipException | EOFException broken) {
      return new FileProfile(
          path,
          null,
          "input %s cannot be read: %s".formatted(TableFiles.name(path), broken.getMessage()));
    }
  }

  /** The profile. */
  TableProfile accepted() {
    if (profile == null) {
      throw new JobException(refused);
    }
    return profile;
  }
}
