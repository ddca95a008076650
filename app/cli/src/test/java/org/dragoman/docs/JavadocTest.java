package org.dragoman.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Javadoc of the packages that users see, by the compiler's doclint. */
class JavadocTest {
  /** By the module that they are in. */
  private static final List<String> PACKAGES =
      List.of(
          "core/evaluation:org.dragoman.evaluation",
          "core/spi:org.dragoman.spi",
          "core/runtime:org.dragoman.translate",
          "core/testkit:org.dragoman.testkit");

  @TempDir private Path folder;

  private static Stream<Path> sources(String place) {
    String[] parts = place.split(":", -1);
    Path sources =
        Documents.ROOT.resolve(parts[0] + "/src/main/java/" + parts[1].replace('.', '/'));
    try (Stream<Path> files = Files.list(sources)) {
      return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
    } catch (IOException e) {
      throw new AssertionError(place, e);
    }
  }

  private List<String> faults(List<Path> sources) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
    List<String> options =
        List.of(
            "-proc:none",
            "-Xdoclint:all/protected",
            "-Xmaxwarns",
            "10000",
            "-d",
            folder.toString(),
            "-classpath",
            System.getProperty("java.class.path"));
    try (StandardJavaFileManager files = compiler.getStandardFileManager(found, null, null)) {
      boolean compiled =
          compiler
              .getTask(
                  null, files, found, options, null, files.getJavaFileObjectsFromPaths(sources))
              .call();
      assertThat(compiled).as("%s", found.getDiagnostics()).isTrue();
    }
    return found.getDiagnostics().stream()
        .filter(fault -> fault.getSource() != null)
        .filter(fault -> !isMissingTag(fault))
        .map(
            fault ->
                "%s:%d: %s"
                    .formatted(
                        Path.of(fault.getSource().toUri()).getFileName(),
                        fault.getLineNumber(),
                        fault.getMessage(Locale.ENGLISH)))
        .toList();
  }

  /** A comment says what a parameter or a result means where its name does not. */
  private static boolean isMissingTag(Diagnostic<?> fault) {
    return fault.getMessage(Locale.ENGLISH).matches("no @(param|return|throws)\\b.*");
  }

  @Test
  void thePackagesThatUsersSeeHaveCommentsWithoutFaults() throws IOException {
    List<Path> sources = PACKAGES.stream().flatMap(JavadocTest::sources).toList();
    assertThat(sources).hasSizeGreaterThan(80);

    assertThat(faults(sources)).isEmpty();
  }

  @Test
  void aMissingCommentIsNoticed() throws IOException {
    Path source =
        Files.writeString(
            folder.resolve("Faulty.java"),
            """
            /** A class. */
            public class Faulty {
              public int bare;

              /** Gives a number. */
              public int given() {
                return 1;
              }
            }
            """);

    assertThat(faults(List.of(source)))
        .anyMatch(fault -> fault.startsWith("Faulty.java:3: no comment"))
        .noneMatch(fault -> fault.startsWith("Faulty.java:6:"));
  }
}
