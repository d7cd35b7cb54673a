package dev.ionosphere.cli;

import java.util.Objects;
import picocli.CommandLine.IVersionProvider;

/** As the jar says it; classes that are in no jar are under development. */
final class ProgramVersion implements IVersionProvider {

  @Override
  public String[] getVersion() {
    String version = ProgramVersion.class.getPackage().getImplementationVersion();
    return new String[] {"ion " + Objects.requireNonNullElse(version, "development")};
  }
}
