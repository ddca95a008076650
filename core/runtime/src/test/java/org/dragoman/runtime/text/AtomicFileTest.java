package org.dragoman.runtime.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dragoman.runtime.DragomanException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
  @TempDir Path folder;

  private static void write(Path target, String text) {
    AtomicFile.write(target, out -> out.write(text.getBytes(UTF_8)));
  }

  private static void assertRefused(Path target, String reason) {
    assertThatExceptionOfType(DragomanException.class)
        .isThrownBy(() -> write(target, "new"))
        .satisfies(e -> assertThat(e.kind()).isEqualTo(DragomanException.Kind.RUNTIME))
        .withMessageContaining("Cannot write " + target)
        .withMessageContaining(reason);
  }

  @Test
  void writesAndReplaces() throws IOException {
    Path target = folder.resolve("a.txt");
    write(target, "old");
    write(target, "new");
    assertThat(target).hasContent("new");
    assertThat(folder).isDirectoryContaining(target::equals);
    assertThat(folder.toFile().list()).containsExactly("a.txt");
  }

  @Test
  void writesWhileItsThreadIsInterrupted() {
    Path target = folder.resolve("a.txt");
    Thread.currentThread().interrupt();
    try {
      write(target, "whole");
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
    assertThat(target).hasContent("whole");
  }

  @Test
  void keepsTheOldFileAndNoOtherWhereItFails() throws IOException {
    Path target = folder.resolve("a.txt");
    write(target, "old");
    assertThatExceptionOfType(DragomanException.class)
        .isThrownBy(
            () ->
                AtomicFile.write(
                    target,
                    out -> {
                      out.write(new byte[1 << 18]);
                      throw new IOException("No space left on device");
                    }))
        .withMessage("Cannot write " + target + ": No space left on device")
        .satisfies(e -> assertThat(e.kind()).isEqualTo(DragomanException.Kind.RUNTIME));
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                AtomicFile.write(
                    target,
                    out -> {
                      throw new IllegalStateException();
                    }));
    assertThat(target).hasContent("old");
    assertThat(folder.toFile().list()).containsExactly("a.txt");
  }

  @Test
  void explainsWhatIsInTheWay() throws IOException {
    assertRefused(folder, "it is a folder");
    assertRefused(folder.resolve("none/a.txt"), "there is no folder " + folder.resolve("none"));
    Path locked = Files.createDirectory(folder.resolve("locked"));
    assertThat(locked.toFile().setWritable(false)).isTrue();
    assumeFalse(Files.isWritable(locked), "this user may write everywhere");
    assertRefused(locked.resolve("a.txt"), "the folder " + locked + " is not writable");
  }

  @Test
  void followsLinks() throws IOException {
    Path real = Files.writeString(folder.resolve("real.txt"), "old");
    Path link = Files.createSymbolicLink(folder.resolve("link.txt"), real);
    write(link, "new");
    assertThat(link).isSymbolicLink();
    assertThat(real).hasContent("new");
  }

  @Test
  void leavesDevicesWhatTheyAre() {
    Path device = Path.of("/dev/full");
    assumeTrue(Files.exists(device), "no " + device + " here");
    assertRefused(device, "No space left on device");
    assertThat(device)
        .exists()
        .isNot(new org.assertj.core.api.Condition<>(Files::isRegularFile, "a file"));
  }
}
