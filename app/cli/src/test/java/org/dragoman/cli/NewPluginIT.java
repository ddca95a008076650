package org.dragoman.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import javax.xml.parsers.DocumentBuilderFactory;
import org.dragoman.cli.io.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** What a newcomer does: a new project is built, checked, dropped in, trained and used. */
class NewPluginIT {
  private static final Path REPOSITORY =
      Path.of(System.getProperty("dragoman.root"), "app/cli/target/repository");

  @TempDir private Path folder;

  /** Writes a project, compiles it, its tests too, and puts its classes into a jar. */
  private Path build(String kind, String name) throws IOException {
    Path project = make(kind, name);
    return jar(project, name);
  }

  private Path make(String kind, String name) {
    Path project = folder.resolve(name);
    Run made =
        Run.of(
            "plugins",
            "new",
            kind,
            name,
            "--output",
            project.toString(),
            "--repository",
            REPOSITORY.toString());
    assertThat(made.code()).as(made.err()).isZero();
    return project;
  }

  private Path jar(Path project, String name) throws IOException {
    Path classes = project.resolve("target/classes");
    compile(project.resolve("src/main/java"), classes, "");
    compile(project.resolve("src/test/java"), project.resolve("target/test"), classes + ":");
    Path jar = Files.createDirectories(folder.resolve("plugins")).resolve(name + ".jar");
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream zip = new JarOutputStream(out)) {
      add(zip, classes);
      add(zip, project.resolve("src/main/resources"));
    }
    return jar;
  }

  private static void add(JarOutputStream zip, Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        zip.putNextEntry(new JarEntry(root.relativize(file).toString().replace('\\', '/')));
        zip.write(Files.readAllBytes(file));
      }
    }
  }

  private static void compile(Path sources, Path classes, String before) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
        Stream<Path> found = Files.walk(sources)) {
      List<Path> java = found.filter(file -> file.toString().endsWith(".java")).toList();
      List<String> options =
          List.of(
              "-d",
              classes.toString(),
              "-proc:none",
              "--release",
              "17",
              "-classpath",
              before + System.getProperty("java.class.path"));
      boolean fine =
          compiler
              .getTask(
                  messages, files, null, options, null, files.getJavaFileObjectsFromPaths(java))
              .call();
      assertThat(fine).as(messages.toString()).isTrue();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As Maven does: from what a project names to all of ours that this needs. */
  @Test
  void theRepositoryHasWhatAProjectNeeds() throws Exception {
    Element project = pom(make("cell", "my-cell").resolve("pom.xml"));
    Element properties = (Element) project.getElementsByTagName("properties").item(0);
    String version = text(properties, "dragoman.version");
    Set<String> seen = new HashSet<>();
    Deque<Element> unread = new ArrayDeque<>(List.of(project));
    while (!unread.isEmpty()) {
      Element pom = unread.pop();
      for (Element needed : needed(pom)) {
        boolean isParent = needed.getTagName().equals("parent");
        String artifact = text(needed, "artifactId");
        Path file =
            REPOSITORY.resolve("org/dragoman/%1$s/%2$s/%1$s-%2$s".formatted(artifact, version));
        assertThat(Path.of(file + ".pom")).isRegularFile();
        assertThat(isParent || Files.isRegularFile(Path.of(file + ".jar")))
            .as(file + ".jar")
            .isTrue();
        if (seen.add(artifact)) {
          unread.add(pom(Path.of(file + ".pom")));
        }
      }
    }
    assertThat(seen)
        .contains("dragoman-parent", "dragoman-spi", "dragoman-runtime", "dragoman-testkit");
  }

  private static Element pom(Path file) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(file.toFile())
        .getDocumentElement();
  }

  /** Our artifacts that a POM has as its parent and as dependencies, without those of its tests. */
  private static List<Element> needed(Element pom) {
    boolean ours = pom.getElementsByTagName("parent").getLength() > 0;
    return Stream.of("parent", "dependency")
        .map(pom::getElementsByTagName)
        .flatMap(list -> IntStream.range(0, list.getLength()).mapToObj(list::item))
        .map(Element.class::cast)
        .filter(element -> !isManaged(element))
        .filter(element -> text(element, "groupId").equals("org.dragoman"))
        // A test needs the artifacts of a project's own tests, and none of those of ours.
        .filter(element -> !ours || !text(element, "scope").equals("test"))
        .toList();
  }

  private static boolean isManaged(Element dependency) {
    return dependency.getParentNode().getParentNode() instanceof Element above
        && above.getTagName().equals("dependencyManagement");
  }

  private static String text(Element element, String tag) {
    NodeList found = element.getElementsByTagName(tag);
    return found.getLength() == 0 ? "" : found.item(0).getTextContent().strip();
  }

  @ParameterizedTest
  @CsvSource({"cell, my-cell", "context, my-attention", "tokenizer, my-tokenizer"})
  void aNewProjectKeepsItsContract(String kind, String name) throws IOException {
    Run check = Run.of("plugins", "check", build(kind, name).toString());

    assertThat(check.code()).as(check.out() + check.err()).isZero();
    assertThat(check.out())
        .contains("'" + name + "' (" + name + ".jar")
        .contains("  speed    ")
        .doesNotContain("FAILS")
        .endsWith("Verdict: good. Components checked: 1." + System.lineSeparator());
  }

  @Test
  void aFaultIsFoundAndSaid() throws IOException {
    Path project = make("cell", "my-cell");
    Path source = project.resolve("src/main/java/org/example/mycell/MyCell.java");
    Files.writeString(
        source,
        Files.readString(source)
            .replace("NDArray h = state.output()", "NDArray h = state.output().stopGradient()"));

    Run check = Run.of("plugins", "check", jar(project, "my-cell").toString());

    assertThat(check.code()).isEqualTo(ExitCode.CHECK_FAILED);
    assertThat(check.out())
        .contains("FAILS    gradients of the steps are those of finite differences")
        .contains("of the gradient of ")
        .contains("Verdict: not good.");
  }

  @Test
  void aJarThatIsRefusedIsNotGood() throws IOException {
    Path project = make("cell", "my-cell");
    Path source = project.resolve("src/main/java/org/example/mycell/MyCell.java");
    Files.writeString(
        source, Files.readString(source).replace("mul(h.sub(c))", "mul(h.sub(c)).mul(1)"));

    Run check = Run.of("plugins", "check", jar(project, "my-cell").toString());

    assertThat(check.code()).isEqualTo(ExitCode.CHECK_FAILED);
    assertThat(check.out())
        .contains("REFUSED  ")
        .contains("org.example.mycell.MyCell$Run.step (MyCell.java:")
        .contains("Take ops.scale(x, factor).")
        .contains("plugins refused: 1");
  }

  @Test
  void anOptionWithoutADefaultIsAskedFor() throws IOException {
    Path project = make("cell", "my-cell");
    Path source = project.resolve("src/main/java/org/example/mycell/MyCellFactory.java");
    Files.writeString(
        source,
        Files.readString(source)
            .replace("(value = \"Hidden units.\", defaultValue = \"512\")", "(\"Hidden units.\")"));
    String jar = jar(project, "my-cell").toString();

    Run without = Run.of("plugins", "check", jar);
    assertThat(without.code()).isEqualTo(ExitCode.CHECK_FAILED);
    assertThat(without.out()).contains("cannot be checked", "--set my-cell.option=value");

    Run with = Run.of("plugins", "check", jar, "--set", "my-cell.size=3");
    assertThat(with.code()).as(with.out()).isZero();
    assertThat(with.out()).contains("with {size: 3}");
  }

  @Test
  void aNewCellTrainsAndTranslates() throws IOException {
    Path plugins = build("cell", "my-cell").getParent();
    Run list = Run.of("plugins", "--plugins", plugins.toString());
    assertThat(list.out()).contains("my-cell.jar", "size: whole number = 512  Hidden units.");
    Path data = folder.resolve("numbers");
    Run.of("data", "make", "numbers", "--out", data.toString(), "--train", "40", "--dev", "4");
    Path config =
        Files.writeString(
            folder.resolve("my.yaml"),
            """
            name: my
            data:
              train: {source: '${DATA}/train.en', target: '${DATA}/train.digits'}
              dev: {source: '${DATA}/dev.en', target: '${DATA}/dev.digits'}
            text:
              source: {tokenizer: word}
              target: {tokenizer: char}
            model:
              embedding: {size: 8}
              encoder: {cell: {type: my-cell, size: 16}, transition-depth: 2}
              decoder: {cell: {type: my-cell, size: 16}}
            training:
              batch: {size: 8}
              stop: {updates: 3}
            """);
    Path run = folder.resolve("run");

    Run trained =
        Run.of(
            "train",
            config.toString(),
            "--data",
            data.toString(),
            "--run",
            run.toString(),
            "--plugins",
            plugins.toString());
    assertThat(trained.code()).as(trained.err()).isZero();
    Run translated =
        Run.reading(
            "twenty one\n",
            "translate",
            "-m",
            run.resolve("bundle").toString(),
            "--plugins",
            plugins.toString());
    assertThat(translated.code()).as(translated.err()).isZero();
    assertThat(translated.out().lines()).hasSize(1);
  }
}
