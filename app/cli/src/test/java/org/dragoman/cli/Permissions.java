package org.dragoman.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Assumptions;

/** Takes permissions from files, where the system has them and they hold for this user. */
public final class Permissions {
  private Permissions() {}

  /** Gives the file its owner's permissions back, so that a test's folder can be deleted. */
  public interface Restoring extends AutoCloseable {
    @Override
    void close();
  }

  /** Sets permissions; skips the test where the user may do what they forbid, as root may. */
  public static Restoring withdraw(Path file, String permissions) throws IOException {
    Assumptions.assumeTrue(
        file.getFileSystem().supportedFileAttributeViews().contains("posix"),
        "no POSIX permissions here");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    Restoring restoring =
        () -> {
          try {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        };
    if (Files.isReadable(file) && Files.isWritable(file)) {
      restoring.close();
      Assumptions.abort("this user may do everything");
    }
    return restoring;
  }
}
