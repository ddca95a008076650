package org.dragoman.runtime.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.dragoman.runtime.DragomanException;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

  @Test
  void aLinkToNothingIsFollowedToo() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link.txt"), Path.of("later.txt"));
    write(link, "new");
    assertThat(link).isSymbolicLink();
    assertThat(folder.resolve("later.txt")).hasContent("new");
    Path circle = Files.createSymbolicLink(folder.resolve("circle"), Path.of("circle"));
    assertRefused(circle, "leads in a circle");
  }

  private void assumePosix() {
    assumeTrue(
        folder.getFileSystem().supportedFileAttributeViews().contains("unix"), "no POSIX here");
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-------", "rwxr-x---", "rw-rw-rw-"})
  void keepsTheModeAndIsNeverMoreOpen(String mode) throws IOException {
    assumePosix();
    Path target = Files.writeString(folder.resolve("a.txt"), "old");
    Files.setPosixFilePermissions(target, PosixFilePermissions.fromString(mode));
    AtomicFile.write(
        target,
        out -> {
          for (Path file : files()) {
            assertThat(PosixFilePermissions.fromString(mode))
                .containsAll(Files.getPosixFilePermissions(file));
          }
          out.write('n');
        });
    assertThat(target).hasContent("n");
    assertThat(Files.getPosixFilePermissions(target))
        .isEqualTo(PosixFilePermissions.fromString(mode));
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  @Test
  void keepsHardLinks() throws IOException {
    assumePosix();
    Path target = Files.writeString(folder.resolve("a.txt"), "an old and longer text");
    Path other = Files.createLink(folder.resolve("b.txt"), target);
    write(target, "new");
    assertThat(other).hasContent("new");
    assertThat(Files.isSameFile(target, other)).isTrue();
    write(target, "new and longer than the old one was");
    assertThat(other).hasContent("new and longer than the old one was");
    Thread.currentThread().interrupt();
    try {
      write(target, "whole");
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
    assertThat(other).hasContent("whole");
    assertThat(files()).hasSize(2);
  }

  @Test
  void aFailureLeavesAFileOfSeveralNamesAsItWas() throws IOException {
    assumePosix();
    Path target = Files.writeString(folder.resolve("a.txt"), "old");
    Path other = Files.createLink(folder.resolve("b.txt"), target);
    assertThatExceptionOfType(DragomanException.class)
        .isThrownBy(
            () ->
                AtomicFile.write(
                    target,
                    out -> {
                      out.write(new byte[1 << 18]);
                      throw new IOException("No space left on device");
                    }));
    assertThat(other).hasContent("old");
    assertThat(files()).hasSize(2);
  }

  @Test
  void whatAKilledProcessLeftGoesAndNothingElse() throws IOException {
    String id = "0b6e8ab4-4c1f-4f43-9a7e-1d1c3f1f2a77";
    Path left = Files.writeString(folder.resolve(".a.txt." + id + ".tmp"), "half");
    List<Path> others =
        List.of(
            folder.resolve(".b.txt." + id + ".tmp"),
            folder.resolve(".a.txt.notes.tmp"),
            folder.resolve("a.txt." + id + ".tmp"),
            folder.resolve(".a.txt." + id + ".tmp.old"));
    for (Path other : others) {
      Files.writeString(other, "a user's");
    }
    write(folder.resolve("a.txt"), "new");
    assertThat(left).doesNotExist();
    assertThat(others).allSatisfy(other -> assertThat(other).hasContent("a user's"));
  }

  @Test
  void twoMayWriteOneFileAtOnceAndOneOfThemIsThere() {
    Path target = folder.resolve("a.txt");
    AtomicFile.write(
        target,
        outer -> {
          outer.write("outer".getBytes(UTF_8));
          write(target, "inner");
          assertThat(target).hasContent("inner");
        });
    assertThat(target).hasContent("outer");
    assertThat(folder.toFile().list()).containsExactly("a.txt");
  }

  /** A process that begins to write {@code a.txt} and does not end. */
  static final class Writer {
    public static void main(String[] arguments) {
      AtomicFile.write(
          Path.of(arguments[0]),
          out -> {
            out.write(new byte[1 << 18]);
            System.out.println("writing");
            System.out.flush();
            System.in.read();
          });
    }
  }

  private Process writer(Path target) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Writer.class.getName(),
                target.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(process.getInputStream().read()).isEqualTo('w');
    return process;
  }

  @Test
  void whatALivingProcessWritesStays() throws Exception {
    Path target = folder.resolve("a.txt");
    Process process = writer(target);
    try {
      write(target, "here");
      assertThat(files()).hasSize(2);
      process.getOutputStream().close();
      assertThat(process.waitFor()).isZero();
      assertThat(Files.size(target)).isEqualTo(1 << 18);
      assertThat(files()).hasSize(1);
    } finally {
      process.destroyForcibly();
    }
    Process killed = writer(target);
    killed.destroyForcibly().waitFor();
    assertThat(files()).hasSize(2);
    write(target, "here");
    assertThat(files()).containsExactly(target);
  }

  @Test
  void aLongNameHasATemporaryOne() throws IOException {
    Path target = folder.resolve("\u8a9e".repeat(80));
    write(target, "old");
    write(target, "new");
    assertThat(target).hasContent("new");
    assertThat(files()).hasSize(1);
  }

  @Test
  void aNamedPipeIsWrittenTo() throws Exception {
    Path pipe = folder.resolve("pipe");
    try {
      assumeTrue(
          new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0, "no mkfifo here");
    } catch (IOException e) {
      Assumptions.abort("no mkfifo here");
    }
    CompletableFuture<String> read =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return Files.readString(pipe);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    write(pipe, "through");
    assertThat(read.get(20, TimeUnit.SECONDS)).isEqualTo("through");
    assertThat(files()).containsExactly(pipe);
  }

  /** Writes a word to a file that is named, between two words of its own on standard output. */
  static final class Descriptors {
    public static void main(String[] arguments) {
      for (String name : arguments) {
        write(Path.of(name), "written;");
      }
      System.out.print("after;");
      System.out.flush();
    }
  }

  private String redirected(String script) throws Exception {
    assumeTrue(Files.exists(Path.of("/dev/fd/0")), "no /dev/fd here");
    Process process =
        new ProcessBuilder("sh", "-c", script)
            .directory(folder.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    assertThat(process.waitFor()).isZero();
    return Files.readString(folder.resolve("out.txt"));
  }

  private static String java(String arguments) {
    return "'%s' -cp '%s' '%s' %s"
        .formatted(
            Path.of(System.getProperty("java.home"), "bin", "java"),
            System.getProperty("java.class.path"),
            Descriptors.class.getName(),
            arguments);
  }

  @Test
  void anOpenStreamGoesOnWhereItIs() throws Exception {
    assertThat(
            redirected(
                "{ printf 'before;'; %s; printf 'last;'; } > out.txt"
                    .formatted(java("/dev/stdout"))))
        .isEqualTo("before;written;after;last;");
    assertThat(
            redirected(
                "{ printf 'before;' >&3; %s >/dev/null; printf 'last;' >&3; } 3> out.txt"
                    .formatted(java("/dev/fd/3 /proc/self/fd/3"))))
        .isEqualTo("before;written;written;last;");
    Files.createSymbolicLink(folder.resolve("link"), Path.of("/dev/stdout"));
    assertThat(redirected("printf 'kept;' > out.txt; %s >> out.txt".formatted(java("link"))))
        .isEqualTo("kept;written;after;");
    assertThat(folder.resolve("link")).isSymbolicLink();
    assertThat(redirected("%s | cat > out.txt".formatted(java("/dev/stdout"))))
        .isEqualTo("written;after;");
  }

  @Test
  void saysBeforehandWhatWouldBeInTheWay() throws IOException {
    Path missing = folder.resolve("none/a.txt");
    assertThatExceptionOfType(DragomanException.class)
        .isThrownBy(() -> AtomicFile.requireWritable(missing))
        .withMessage(
            "Cannot write %s: there is no folder %s; make it first", missing, missing.getParent());
    assertThatExceptionOfType(DragomanException.class)
        .isThrownBy(() -> AtomicFile.requireWritable(folder))
        .withMessage("Cannot write %s: it is a folder", folder);
    AtomicFile.requireWritable(folder.resolve("a.txt"));
    assertThat(files()).isEmpty();
  }

  @Test
  void aWriteProtectedFileIsNotReplaced() throws IOException {
    Path target = Files.writeString(folder.resolve("a.txt"), "old");
    assertThat(target.toFile().setWritable(false)).isTrue();
    assumeFalse(Files.isWritable(target), "this user may write everywhere");
    assertRefused(target, "it is write-protected");
    assertThat(target).hasContent("old");
  }
}
