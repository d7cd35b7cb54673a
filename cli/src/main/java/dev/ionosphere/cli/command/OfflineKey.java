package dev.ionosphere.cli.command;

import dev.ionosphere.models.format.ModelFormatException;
import dev.ionosphere.models.signature.Ed25519Signer;
import dev.ionosphere.models.signature.Ed25519Verifier;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/** A key that is kept offline: made and used without a hub. */
final class OfflineKey {

  /**
   * Writes the private half to the file, which its owner alone may read, and the public half beside
   * it.
   */
  static Path make(Path file) {
    Path open = file.resolveSibling(file.getFileName() + ".pub");
    try {
      if (Files.exists(open)) {
        throw new FileAlreadyExistsException(open.toString());
      }
      KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(file, base64(pair.getPrivate().getEncoded()) + "\n");
      Files.writeString(
          open, base64(pair.getPublic().getEncoded()) + "\n", StandardOpenOption.CREATE_NEW);
      return open;
    } catch (FileAlreadyExistsException e) {
      throw new CommandFailedException(
          ExitCode.USAGE, "'" + e.getMessage() + "' is there already; a key is never overwritten");
    } catch (IOException e) {
      throw new CommandFailedException(
          ExitCode.FAILED, "'" + file + "' cannot be written: " + e.getMessage());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has Ed25519", e);
    }
  }

  /** The statement as it is handed in: base64url, a dot, base64url of the signature. */
  static String sign(Path file, String json) {
    Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
    String body = base64.encodeToString(json.getBytes(StandardCharsets.UTF_8));
    try {
      Signature signature = Signature.getInstance("Ed25519");
      signature.initSign(read(file));
      signature.update(body.getBytes(StandardCharsets.US_ASCII));
      return body + "." + base64.encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has Ed25519", e);
    }
  }

  /**
   * Base64 of X.509, to be sent.
   *
   * @throws CommandFailedException if it is anything else, such as the private half
   */
  static String publicHalf(Path file) {
    String text = text(file);
    if (!isPublicHalf(text)) {
      throw new CommandFailedException(
          ExitCode.USAGE, "'" + file + "' is no public half of a key, it is not sent");
    }
    return text;
  }

  private static boolean isPublicHalf(String text) {
    try {
      Ed25519Verifier unused = Ed25519Verifier.of("public half", text);
      return true;
    } catch (ModelFormatException e) {
      return false;
    }
  }

  /**
   * By which roots name a key.
   *
   * @param publicHalf its file
   */
  static String id(Path publicHalf) {
    return Ed25519Signer.keyId(publicHalf(publicHalf));
  }

  private static String text(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new CommandFailedException(ExitCode.USAGE, "'" + file + "' cannot be read");
    }
  }

  /**
   * Signs with the key whose public half lies beside it.
   *
   * @param file private half
   */
  static Ed25519Signer signer(Path file) {
    Path beside = file.resolveSibling(file.getFileName() + ".pub");
    if (isPublicHalf(text(file))) {
      throw new CommandFailedException(
          ExitCode.USAGE, "'%s' is a public half; the private half signs".formatted(file));
    }
    try {
      return Ed25519Signer.load(text(file), text(beside));
    } catch (ModelFormatException e) {
      throw new CommandFailedException(
          ExitCode.USAGE, "'%s' and '%s': %s".formatted(file, beside, e.getMessage()));
    }
  }

  private static PrivateKey read(Path file) {
    try {
      byte[] key = Base64.getDecoder().decode(Files.readString(file).strip());
      return KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(key));
    } catch (IOException e) {
      throw new CommandFailedException(ExitCode.USAGE, "'" + file + "' cannot be read");
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      // The exception may quote the key.
      throw new CommandFailedException(
          ExitCode.USAGE, "'" + file + "' is no key that `ion ... keygen` made");
    }
  }

  private static String base64(byte[] key) {
    return Base64.getEncoder().encodeToString(key);
  }

  private OfflineKey() {}
}
