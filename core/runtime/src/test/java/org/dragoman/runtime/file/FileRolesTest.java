package org.dragoman.runtime.file;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dragoman.runtime.DragomanException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileRolesTest {
  @TempDir Path folder;
  private Path input = Path.of("");

  @BeforeEach
  void writeInput() throws IOException {
    input = Files.writeString(folder.resolve("in.txt"), "text");
  }

  private void assertSame(Path output) {
    assertThatExceptionOfType(DragomanException.class)
        .isThrownBy(() -> new FileRoles().reads("FILE", input).writes("--output", output))
        .satisfies(
            e ->
                org.assertj.core.api.Assertions.assertThat(e.kind())
                    .isEqualTo(DragomanException.Kind.CONFIGURATION))
        .withMessage(
            "--output %s is the same file as FILE %s, which is read and would be lost. Choose another name.",
            output, input);
  }

  @Test
  void anOutputIsNoInputByWhateverName() throws IOException {
    assertSame(input);
    assertSame(folder.resolve("none/../in.txt").normalize());
    assertSame(folder.resolve(".").resolve("in.txt"));
    assertSame(Files.createSymbolicLink(folder.resolve("symbolic"), input));
    assertSame(Files.createSymbolicLink(folder.resolve("second"), folder.resolve("symbolic")));
    assertSame(Files.createLink(folder.resolve("hard"), input));
    Path linked = Files.createSymbolicLink(folder.resolve("folder"), folder);
    assertSame(linked.resolve("in.txt"));
  }

  @Test
  void itDoesNotMatterWhichIsNamedFirst() {
    assertThatExceptionOfType(DragomanException.class)
        .isThrownBy(() -> new FileRoles().writes("--output", input).reads("FILE", input))
        .withMessageContaining("is the same file as FILE " + input);
  }

  @Test
  void otherFilesAreFine() throws IOException {
    Path copy = Files.writeString(folder.resolve("copy.txt"), "text");
    assertThatNoException()
        .isThrownBy(
            () ->
                new FileRoles()
                    .reads("FILE", input)
                    .reads("--prefix", null)
                    .writes("--output", copy)
                    .writes("--html", null)
                    .writes("--new", folder.resolve("new.txt"))
                    .writes("--unknown", folder.resolve("none/at/all.txt")));
  }

  @Test
  void aDeviceMayBeBoth() {
    Path device = Path.of("/dev/null");
    assumeTrue(Files.exists(device), "no " + device + " here");
    assertThatNoException()
        .isThrownBy(
            () -> new FileRoles().reads("FILE", device).writes("-o", device).writes("-p", device));
  }

  @Test
  void twoOutputsAreNotOneDevice() {
    Path device = Path.of("/dev/full");
    assumeTrue(Files.exists(device), "no " + device + " here");
    assertThatExceptionOfType(DragomanException.class)
        .isThrownBy(
            () -> new FileRoles().reads("FILE", device).writes("-o", device).writes("-p", device))
        .withMessageContaining("are the same file. Give each its own.");
  }

  @Test
  void twoOutputsAreTwoFilesEvenIfTheyAreNotThereYet() throws IOException {
    Path one = folder.resolve("out.txt");
    Path linked = Files.createSymbolicLink(folder.resolve("folder"), folder);
    Path dangling = Files.createSymbolicLink(folder.resolve("dangling"), Path.of("out.txt"));
    for (Path other : new Path[] {one, linked.resolve("out.txt"), dangling}) {
      assertThatExceptionOfType(DragomanException.class)
          .isThrownBy(() -> new FileRoles().writes("--output", one).writes("--html", other))
          .withMessage(
              "--output %s and --html %s are the same file. Give each its own.", one, other);
    }
  }

  @Test
  void nothingIsWrittenIntoAFolderThatIsRead() throws IOException {
    Path bundle = Files.createDirectory(folder.resolve("bundle"));
    Path weights = Files.writeString(bundle.resolve("model.safetensors"), "weights");
    Path hard = Files.createLink(folder.resolve("hard"), weights);
    assertThatExceptionOfType(DragomanException.class)
        .isThrownBy(
            () ->
                new FileRoles()
                    .readsFolder("--model", bundle)
                    .writes("--output", bundle.resolve("new.txt")))
        .withMessageContaining("is in the folder --model " + bundle);
    assertThatExceptionOfType(DragomanException.class)
        .isThrownBy(() -> new FileRoles().readsFolder("--model", bundle).writes("-o", hard))
        .withMessageContaining("is the same file as --model " + weights);
    assertThatExceptionOfType(DragomanException.class)
        .isThrownBy(() -> new FileRoles().readsFolder("--model", bundle).writes("-o", bundle));
  }
}
