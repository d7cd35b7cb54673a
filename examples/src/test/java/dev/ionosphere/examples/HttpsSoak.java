package dev.ionosphere.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.cli.process.ProcessTable;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The demo's life with the hub behind HTTPS, see {@link HttpsIT}. */
class HttpsSoak {
  private static final String ADDRESS = "127.0.0.2";

  @Test
  void theDemoGoesOnceRoundOverHttps() throws IOException {
    try (LocalIon ion =
        LocalIon.nothingYet("https", Map.of("ION_TLS", "on", "ION_HUB_HOST", ADDRESS))) {
      Program.Result demo = ion.attempt("demo", "--yes", "--exit");

      assertThat(demo.exitCode()).as(demo.output()).isZero();
      assertThat(demo.output()).contains("https://" + ADDRESS + ":");
      assertThat(ProcessTable.read(ion.data().resolve("processes.json")).setting("hubAddress"))
          .contains("https://" + ADDRESS + ":" + ion.port("hub"));
    }
  }
}
