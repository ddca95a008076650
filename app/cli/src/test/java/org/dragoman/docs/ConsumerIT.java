package org.dragoman.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dragoman.runtime.bundle.RandomBundle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Builds the POM and the program of docs/java.md as a Java developer does in the first hour: in a
 * Maven process with a local repository of its own. Then runs the program.
 */
class ConsumerIT {
  private static final Path PAGE = Documents.ROOT.resolve("docs/java.md");
  private static final Path TARGET = Documents.ROOT.resolve("app/cli/target");
  private static final Path SHIPPED = Documents.ROOT.resolve("models/tatoeba-en-de");

  @TempDir private Path folder;

  /** The exit code and the output of a process. */
  private record Result(int code, List<String> out, List<String> err) {}

  @Test
  void thePomAndTheProgramOfThePageTranslate() throws IOException, InterruptedException {
    Path project = writeProject();

    Result built = run(project, maven());
    assertThat(built.code()).as("%s", built).isZero();
    // The versions that were tested are those that a program gets.
    assertThat(jars(project.resolve("target/lib")))
        .anyMatch(jar -> jar.startsWith("pytorch-native-cpu"))
        .filteredOn(jar -> !jar.startsWith("slf4j-simple"))
        .isSubsetOf(jars(TARGET.resolve("lib")));

    Path bundle = bundle();
    Result result = run(project, java(), "-jar", "target/hello.jar", bundle.toString());
    assertThat(result.code()).as("%s", result).isZero();
    assertThat(result.out()).hasSize(2).noneMatch(String::isBlank);
    assertThat(result.err())
        .singleElement()
        .asString()
        .matches(
            "\\[main] INFO org.dragoman.start - Opened %s; device (cpu|gpu:0), threads \\d+"
                .formatted(bundle.getFileName()));
    if (bundle.equals(SHIPPED)) {
      assertThat(Documents.read(PAGE)).contains("\n    " + String.join("\n    ", result.out()));
    }
  }

  private Path writeProject() throws IOException {
    Path project = folder.resolve("hello");
    Path sources = Files.createDirectories(project.resolve("src/main/java/org/example"));
    Files.writeString(project.resolve("pom.xml"), only("xml", "<?xml"));
    Files.writeString(sources.resolve("Hello.java"), only("java", "package org.example;"));
    return project;
  }

  private static String only(String language, String start) {
    List<String> found =
        Documents.blocks(PAGE, language).stream().filter(block -> block.startsWith(start)).toList();
    assertThat(found).as("blocks of %s in %s that start with %s", language, PAGE, start).hasSize(1);
    return found.get(0);
  }

  private Path bundle() {
    if (Files.exists(SHIPPED.resolve("manifest.json"))) {
      return SHIPPED;
    }
    Path random = folder.resolve("random");
    RandomBundle.write(random);
    return random;
  }

  /** Offline: ours come from the repository of this build, all others from what it has fetched. */
  private String[] maven() throws IOException {
    Path settings = folder.resolve("settings.xml");
    String repository =
        """
                <id>%s</id>
                <url>%s</url>
                <releases><checksumPolicy>ignore</checksumPolicy></releases>
                <snapshots><enabled>%s</enabled><checksumPolicy>ignore</checksumPolicy></snapshots>
        """;
    String ours = repository.formatted("ours", TARGET.resolve("repository").toUri(), true);
    String others =
        repository.formatted("others", ofThisBuild("dragoman.maven.repository").toUri(), false);
    Files.writeString(
        settings,
        """
        <settings>
          <profiles>
            <profile>
              <id>files</id>
              <repositories>
                <repository>
        %s        </repository>
                <repository>
        %s        </repository>
              </repositories>
              <pluginRepositories>
                <pluginRepository>
        %s        </pluginRepository>
              </pluginRepositories>
            </profile>
          </profiles>
          <activeProfiles>
            <activeProfile>files</activeProfile>
          </activeProfiles>
        </settings>
        """
            .formatted(ours, others, others));
    boolean isWindows =
        System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");
    return new String[] {
      ofThisBuild("dragoman.maven.home").resolve(isWindows ? "bin/mvn.cmd" : "bin/mvn").toString(),
      "-B",
      "-q",
      "-o",
      "-s",
      settings.toString(),
      "-gs",
      settings.toString(),
      "-Dmaven.repo.local=" + folder.resolve("local"),
      "-Daether.offline.protocols=file",
      "package"
    };
  }

  private static Path ofThisBuild(String property) {
    String value = System.getProperty(property);
    assertThat(value)
        .as("%s, which app/cli/pom.xml sets: mvn -pl app/cli -am verify", property)
        .isNotNull();
    return Path.of(value);
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  private Result run(Path project, String... command) throws IOException, InterruptedException {
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    Process process =
        new ProcessBuilder(command)
            .directory(project.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    int code = process.waitFor();
    return new Result(code, lines(out), lines(err));
  }

  private static List<String> lines(Path file) throws IOException {
    return Files.readAllLines(file, StandardCharsets.UTF_8);
  }

  private static Set<String> jars(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
    }
  }
}
