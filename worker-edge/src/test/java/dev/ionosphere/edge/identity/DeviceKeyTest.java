package dev.ionosphere.edge.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.edge.store.Disk;
import dev.ionosphere.edge.store.StateDirectory;
import dev.ionosphere.models.signature.Ed25519Verifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeviceKeyTest {

  @TempDir Path directory;

  @Test
  void signsWhatItsPublicKeyVerifies() throws IOException {
    DeviceKey key = DeviceKey.openOrMake(new StateDirectory(Disk.local(), directory));
    byte[] message = {1, 2, 3};
    Ed25519Verifier verifier = Ed25519Verifier.of("device", key.publicKey());
    assertThat(verifier.verifies(message, key.signature(message))).isTrue();
    assertThat(verifier.verifies(new byte[3], key.signature(message))).isFalse();
  }

  @Test
  void keepsItsKeyInAFileOfItsOwn() throws IOException {
    String first = DeviceKey.openOrMake(new StateDirectory(Disk.local(), directory)).publicKey();
    assertThat(DeviceKey.openOrMake(new StateDirectory(Disk.local(), directory)).publicKey())
        .isEqualTo(first);
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(directory.resolve("device.key"))))
        .isEqualTo("rw-------");
  }
}
