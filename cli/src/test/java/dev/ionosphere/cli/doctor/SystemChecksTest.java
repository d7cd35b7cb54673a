package dev.ionosphere.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.cli.temporal.Go;
import dev.ionosphere.cli.temporal.GoLookup;
import dev.ionosphere.cli.temporal.TemporalSource;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SystemChecksTest {
  private static final String WANTED = "1.26.4";
  private static final Go OLD = new Go(Path.of("/opt/go"), "1.20.1", false);

  @Test
  void saysWhereGoIsAndWhatItIsFor() {
    Check check =
        SystemChecks.go(new GoLookup.Usable(new Go(OLD.file(), "1.26.8", false), WANTED), false);
    assertThat(check)
        .isEqualTo(Check.good("Go", "1.26.8 at /opt/go; needed once, to build Temporal"));
    assertThat(
            SystemChecks.go(new GoLookup.Usable(new Go(OLD.file(), "1.22.0", true), WANTED), true)
                .found())
        .contains("fetches 1.26.4 by itself", "not needed, Temporal is there");
  }

  @Test
  void aGoThatIsTooOldIsBadOnlyWhereItIsNeeded() {
    Check needed = SystemChecks.go(new GoLookup.TooOld(OLD, WANTED), false);
    assertThat(needed.state()).isEqualTo(Check.State.BAD);
    assertThat(needed.found()).contains("1.20.1", "/opt/go", "too old", WANTED);
    assertThat(needed.advice()).contains("Install Go " + WANTED);
    assertThat(SystemChecks.go(new GoLookup.TooOld(OLD, WANTED), true).state())
        .isEqualTo(Check.State.GOOD);
    assertThat(SystemChecks.go(new GoLookup.Missing(WANTED), true).state())
        .isEqualTo(Check.State.GOOD);
    assertThat(SystemChecks.go(new GoLookup.Missing(WANTED), false).state())
        .isEqualTo(Check.State.BAD);
  }

  @Test
  void temporalThatCanBeBuiltIsNoFault() {
    TemporalSource none = new TemporalSource.TestServer("not built yet");
    GoLookup usable = new GoLookup.Usable(new Go(OLD.file(), "1.26.8", false), WANTED);
    assertThat(SystemChecks.temporal(none, usable).state()).isEqualTo(Check.State.LACKING);
    Check bad = SystemChecks.temporal(none, new GoLookup.TooOld(OLD, WANTED));
    assertThat(bad.state()).isEqualTo(Check.State.BAD);
    assertThat(bad.advice()).contains("Install Go " + WANTED);
  }
}
