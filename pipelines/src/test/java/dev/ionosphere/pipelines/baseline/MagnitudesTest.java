package dev.ionosphere.pipelines.baseline;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ionosphere.data.check.ColumnProfile;
import dev.ionosphere.data.check.TableProfile;
import dev.ionosphere.data.format.Format;
import dev.ionosphere.pipelines.JobException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MagnitudesTest {

  @TempDir Path directory;

  private List<ColumnProfile> columns(String content) throws IOException {
    Path file = Files.writeString(directory.resolve("a.csv"), content);
    return List.copyOf(TableProfile.read(file, Format.DEFAULT).columns().values());
  }

  @Test
  void namesAColumnWhoseSquaresNoDoubleHolds() {
    assertThatThrownBy(() -> Magnitudes.check("a.csv", columns("a,b\n1,1e308\n2,-1.5e308\n")))
        .isInstanceOf(JobException.class)
        .hasMessageContaining("a.csv: column 'b' holds -1.5E308", "'exclude'");
    assertThatThrownBy(() -> Magnitudes.check("a.csv", columns("a\n1e-200\n2e-200\n")))
        .hasMessageContaining("column 'a' holds values from 1.0E-200 to 2.0E-200");
  }

  @Test
  void takesWhatItCanComputeWith() {
    assertThatCode(() -> Magnitudes.check("a.csv", columns("a,b\n-1e150,1e-149\n1e150,0\n")))
        .doesNotThrowAnyException();
  }
}
