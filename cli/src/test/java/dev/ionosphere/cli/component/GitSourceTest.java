package dev.ionosphere.cli.component;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GitSourceTest {

  @ParameterizedTest
  @CsvSource({
    "git+https://host/a.git#v1:folder, https://host/a.git",
    "git+https://ghp_t0ken@host:8443/a.git, https://host:8443/a.git",
    "git+https://anna:p4ss@word@host/a.git, https://host/a.git",
    "git+https://host/a@b.git, https://host/a@b.git",
    "git+ssh://git@host/a.git, ssh://git@host/a.git",
    "git+ssh://git:p4ss@host/a.git, ssh://git@host/a.git",
    "git+file:///home/anna@home/a, file:///home/anna@home/a",
  })
  void whatIsHandedOnHoldsNoPassword(String text, String shown) {
    assertThat(GitSource.of(text).shown()).isEqualTo(shown);
  }
}
