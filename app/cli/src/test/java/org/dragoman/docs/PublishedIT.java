package org.dragoman.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;

/** Checks the contents of the published jars, and the published POMs. */
class PublishedIT {
  private static final Path TARGET = Documents.ROOT.resolve("app/cli/target");

  private static List<Path> files(String folder, String name) throws IOException {
    try (Stream<Path> files = Files.walk(Documents.ROOT.resolve(folder))) {
      return files.filter(file -> file.getFileName().toString().matches(name)).sorted().toList();
    }
  }

  private static List<Path> jars() throws IOException {
    List<Path> jars =
        Stream.concat(
                files("app/cli/target/lib", "dragoman-.*\\.jar").stream(),
                files("models/target", "dragoman-models-[0-9.]+(-SNAPSHOT)?\\.jar").stream())
            .toList();
    assertThat(jars).hasSizeGreaterThan(12);
    return jars;
  }

  private static String text(JarFile jar, String entry) throws IOException {
    return new String(
        jar.getInputStream(Objects.requireNonNull(jar.getEntry(entry))).readAllBytes(),
        StandardCharsets.UTF_8);
  }

  @Test
  void everyJarHasItsLicence() throws IOException {
    for (Path file : jars()) {
      try (JarFile jar = new JarFile(file.toFile())) {
        assertThat(jar.getEntry("META-INF/LICENSE")).as("%s", file).isNotNull();
        assertThat(text(jar, "META-INF/NOTICE"))
            .as("%s", file)
            .contains("the Dragoman developers", "Apache License");
        assertThat(text(jar, "META-INF/NOTICE").contains("Tatoeba"))
            .as("%s names the text that its models were trained on", file)
            .isEqualTo(jar.getEntry("org/dragoman/models/tatoeba-en-de/config.yaml") != null);
      }
    }
  }

  /** The distribution passes the jars of others on. */
  @Test
  void theLicenceOfEveryJarOfOthersIsListed() throws IOException {
    List<String> listed =
        Documents.read(Documents.ROOT.resolve("app/cli/src/assembly/lib-LICENCES"))
            .lines()
            .filter(line -> line.startsWith("  "))
            .map(String::strip)
            .toList();
    List<String> others =
        files("app/cli/target/lib", ".*\\.jar").stream()
            .map(jar -> jar.getFileName().toString())
            .filter(jar -> !jar.startsWith("dragoman-"))
            .map(jar -> jar.replaceFirst("-\\d.*", ""))
            .toList();
    assertThat(listed).containsAll(others);
    // The profile cuda leaves the natives out.
    assertThat(listed).filteredOn(jar -> !jar.startsWith("pytorch-native")).isSubsetOf(others);
  }

  /** Java refuses two modules of one name, and a package in two modules. */
  @Test
  void everyJarIsAModuleWithPackagesOfItsOwn() throws IOException {
    Set<String> modules = new HashSet<>();
    Set<String> packages = new HashSet<>();
    for (Path file : jars()) {
      try (JarFile jar = new JarFile(file.toFile())) {
        String module = jar.getManifest().getMainAttributes().getValue("Automatic-Module-Name");
        assertThat(module).as("%s", file).startsWith("org.dragoman");
        assertThat(modules.add(module)).as("%s: %s is new", file, module).isTrue();
        jar.stream()
            .map(ZipEntry::getName)
            .filter(name -> name.endsWith(".class"))
            .map(name -> name.substring(0, name.lastIndexOf('/')))
            .distinct()
            .forEach(name -> assertThat(packages.add(name)).as("%s: %s", file, name).isTrue());
      }
    }
  }

  @Test
  void noEntryIsOfTheTimeOfTheBuild() throws IOException {
    Matcher time =
        Pattern.compile("<project.build.outputTimestamp>(.*?)<")
            .matcher(Documents.read(Documents.ROOT.resolve("pom.xml")));
    assertThat(time.find()).isTrue();
    for (Path file : jars()) {
      try (JarFile jar = new JarFile(file.toFile())) {
        assertThat(jar.stream())
            .as("%s", file)
            .extracting(ZipEntry::getTimeLocal)
            .containsOnly(OffsetDateTime.parse(time.group(1)).toLocalDateTime());
      }
    }
  }

  @Test
  void thePomsSayWhatARepositoryAsksFor() throws IOException {
    List<Path> poms = files("app/cli/target/repository/org/dragoman", ".*\\.pom");
    assertThat(poms).hasSizeGreaterThan(12);
    for (Path file : poms) {
      String pom = Documents.read(file);
      assertThat(pom)
          .as("%s", file)
          .contains("<name>", "<description>")
          .doesNotContain(Documents.ROOT.toString(), System.getProperty("user.home") + "/");
      if (!pom.contains("<parent>")) {
        assertThat(pom)
            .as("%s", file)
            .contains("\n  <url>", "<licenses>", "<developers>", "<scm", "<issueManagement>");
      }
    }
    assertThat(TARGET.resolve("repository/org/dragoman/dragoman-bom")).isDirectory();
  }
}
