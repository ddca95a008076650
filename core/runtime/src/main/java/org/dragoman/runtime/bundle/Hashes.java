package org.dragoman.runtime.bundle;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.dragoman.runtime.DragomanException;

/** SHA-256 of files and texts, in lower-case hexadecimal digits. */
public final class Hashes {
  private static final int BUFFER_SIZE = 1 << 16;

  private Hashes() {}

  /**
   * The hash of a file's bytes.
   *
   * @throws DragomanException of kind DATA, naming the file, if it cannot be read
   */
  public static String sha256(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return sha256(in);
    } catch (IOException e) {
      throw DragomanException.data(file + " cannot be read: " + e, e);
    }
  }

  /** Returns the hash of the rest of a stream, and leaves it open. */
  public static String sha256(InputStream in) throws IOException {
    MessageDigest digest = sha256();
    byte[] buffer = new byte[BUFFER_SIZE];
    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      digest.update(buffer, 0, read);
    }
    return hex(digest);
  }

  /** Creates an empty digest. */
  public static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** Returns the digits of a digest, and resets it. */
  public static String hex(MessageDigest digest) {
    return HexFormat.of().formatHex(digest.digest());
  }
}
