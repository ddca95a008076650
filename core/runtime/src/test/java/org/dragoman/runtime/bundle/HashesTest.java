package org.dragoman.runtime.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dragoman.runtime.DragomanException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HashesTest {
  // The examples of FIPS 180-2.
  private static final String ABC =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
  private static final String MILLION_A =
      "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0";

  @TempDir Path folder;

  @Test
  void streamsAndFilesAreHashed() throws IOException {
    Path file = Files.writeString(folder.resolve("a"), "a".repeat(1_000_000));

    assertThat(Hashes.sha256(new ByteArrayInputStream(new byte[] {'a', 'b', 'c'}))).isEqualTo(ABC);
    assertThat(Hashes.sha256(file)).isEqualTo(MILLION_A);
  }

  @Test
  void aFileThatIsMissingIsNamed() {
    Path missing = folder.resolve("missing");

    assertThatThrownBy(() -> Hashes.sha256(missing))
        .isInstanceOf(DragomanException.class)
        .hasMessageStartingWith(missing + " cannot be read");
  }
}
