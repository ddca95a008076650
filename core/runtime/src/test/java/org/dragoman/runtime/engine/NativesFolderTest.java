package org.dragoman.runtime.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.dragoman.runtime.DragomanException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "it has no POSIX permissions")
class NativesFolderTest {
  /** A file of the class path in place of a library. */
  private static final NativesFolder.Description NATIVES =
      new NativesFolder.Description(
          "1-cpu-any", "org/dragoman/runtime/engine/", List.of("packed.py", "rnn.py"));

  @TempDir private Path folder;
  private Path natives;

  @BeforeEach
  void unpack() throws IOException {
    natives = Files.createDirectory(folder.resolve(NATIVES.folder()));
    for (String library : NATIVES.libraries()) {
      try (InputStream in = Kernels.class.getResourceAsStream(library)) {
        Files.copy(in, natives.resolve(library));
      }
    }
  }

  @Test
  void anOwnFolderIsTheUsersAlone() throws IOException {
    Path own = NativesFolder.own(folder, "DOMAIN\\some one");

    assertThat(own).isEqualTo(folder.resolve("dragoman-DOMAIN_some_one")).isDirectory();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(own)))
        .isEqualTo("rwx------");
    Files.setPosixFilePermissions(own, PosixFilePermissions.fromString("rwxrwxrwx"));
    assertThat(NativesFolder.own(folder, "DOMAIN\\some one")).isEqualTo(own);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(own)))
        .isEqualTo("rwx------");
    assertThat(NativesFolder.own(folder, "other")).isNotEqualTo(own).isDirectory();
  }

  @Test
  void aLinkOfItsNameIsRefused() throws IOException {
    Files.createSymbolicLink(folder.resolve("dragoman-me"), natives);

    assertThatThrownBy(() -> NativesFolder.own(folder, "me"))
        .isInstanceOf(DragomanException.class)
        .hasMessageContaining(folder.resolve("dragoman-me").toString())
        .hasMessageContaining("ENGINE_CACHE_DIR");
  }

  @Test
  void theFolderOfAnotherUserIsRefused() throws IOException {
    Path other = Files.createDirectory(folder.resolve("dragoman-me"));
    assumeTrue(System.getProperty("user.name").equals("root"), "only root can give files away");
    Files.setOwner(
        other,
        FileSystems.getDefault().getUserPrincipalLookupService().lookupPrincipalByName("nobody"));

    assertThatThrownBy(() -> NativesFolder.own(folder, "me"))
        .isInstanceOf(DragomanException.class)
        .hasMessageContaining("belongs to someone else");
  }

  @Test
  void wholeNativesStay() {
    NativesFolder.mend(folder, List.of(NATIVES));

    assertThat(natives.resolve("packed.py")).exists();
  }

  @Test
  void nativesThatAreCutOrMissingAreUnpackedAgain() throws IOException {
    Files.writeString(natives.resolve("packed.py"), "cut");
    NativesFolder.mend(folder, List.of(NATIVES));
    assertThat(natives).doesNotExist();

    Files.createDirectory(natives);
    NativesFolder.mend(folder, List.of(NATIVES));
    assertThat(natives).doesNotExist();
  }

  @Test
  void whatAKilledProcessHasLeftIsRemovedTheDayAfter() throws IOException {
    Path old = Files.createDirectory(folder.resolve("tmp1"));
    Files.writeString(old.resolve("library"), "");
    Path young = Files.createDirectory(folder.resolve("tmp2"));
    Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofDays(2))));

    NativesFolder.mend(folder, List.of(NATIVES));

    assertThat(old).doesNotExist();
    assertThat(young).exists();
    assertThat(natives).exists();
  }
}
