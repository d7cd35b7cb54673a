package dev.ionosphere.api.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.data.csv.CsvDialect;
import dev.ionosphere.data.format.Format;
import dev.ionosphere.models.order.AssignedNode.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class AssignedModelTest {

  @Test
  void settingsComeBackAsTheyWere() {
    Format semicolons =
        new Format.Csv(CsvDialect.COMMA.withDelimiter(';').withMissing(List.of("-200")));
    for (Format format : List.of(Format.DEFAULT, semicolons)) {
      Settings settings = new Settings(Duration.ofSeconds(5), "data/${device}.csv", 7, format);
      AssignedModel row = AssignedModel.of("d", "ion", "node", 1, "m", settings, Instant.EPOCH);
      assertThat(row.settings()).isEqualTo(settings);
      assertThat(row.format() == null).isEqualTo(format.equals(Format.DEFAULT));
    }
  }
}
