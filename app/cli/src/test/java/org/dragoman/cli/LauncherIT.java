package org.dragoman.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.dragoman.cli.io.ExitCode;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The launcher: in the distribution as it is packed, and in a clone whose build is made up. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a POSIX shell script")
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LauncherIT {
  private static final Path ROOT = Path.of(System.getProperty("dragoman.root"));
  private static final String NAME = "dragoman-" + System.getProperty("dragoman.version");

  @TempDir private static Path unpacked;
  @TempDir private Path folder;
  private Path work;
  private Path link;

  /** The exit code and the output of a process. */
  private record Result(int code, String out, String err) {}

  @BeforeAll
  static void unpack() throws IOException, InterruptedException {
    Path archive = ROOT.resolve("app/cli/target/" + NAME + ".tar.gz");
    assertThat(archive).exists();
    Process tar =
        new ProcessBuilder("tar", "-xzf", archive.toString())
            .directory(unpacked.toFile())
            .inheritIO()
            .start();
    assertThat(tar.waitFor()).isZero();
  }

  @BeforeEach
  void linkFromElsewhere() throws IOException {
    work = Files.createDirectory(folder.resolve("work"));
    link = Files.createSymbolicLink(folder.resolve("dragoman"), distribution("bin/dragoman"));
  }

  private static Path distribution(String entry) {
    return unpacked.resolve(NAME).resolve(entry);
  }

  private Result run(Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    return run(link, environment, arguments);
  }

  private Result run(Path launcher, Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Stream.concat(Stream.of(launcher.toString()), Stream.of(arguments)).toList());
    builder.environment().keySet().removeAll(List.of("JAVA_OPTS", "DRAGOMAN_OPTS"));
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("DRAGOMAN_OPTS", "-XX:TieredStopAtLevel=1"); // Starts sooner.
    builder.environment().putAll(environment);
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    int code =
        builder
            .directory(work.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start()
            .waitFor();
    return new Result(code, Files.readString(out), Files.readString(err));
  }

  @Test
  void aLinkLeadsToTheProgram() throws Exception {
    Result result = run(Map.of(), "--version");

    assertThat(result.out()).startsWith(NAME.replaceFirst("-", " "));
    assertThat(result.err()).isEmpty();
    assertThat(result.code()).isZero();
  }

  @Test
  void theDistributionHasItsDocumentation() {
    assertThat(distribution("README.md")).exists();
    assertThat(distribution("docs/guide.md")).exists();
  }

  @Test
  void theShippedModelTranslatesFromAnyFolder() throws Exception {
    Files.writeString(work.resolve("in.txt"), "Thank you.\nGood morning.\n");

    Result result =
        run(
            Map.of("DRAGOMAN_OPTS", "-Xmx512m -XX:TieredStopAtLevel=1"),
            "translate",
            "--device",
            "cpu",
            "-m",
            distribution("models/tatoeba-en-de").toString(),
            "in.txt");

    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.out()).matches("\\S[^\n]*\n\\S[^\n]*\n");
    assertThat(result.err()).startsWith("2 lines, 4 words in ");
  }

  @Test
  void theEngineIsCheckedOnceWhenBundlesAreOpened() throws Exception {
    Files.writeString(work.resolve("in.txt"), "Thank you.\n");
    String bundle = distribution("models/tatoeba-en-de").toString();

    Result result =
        run(Map.of(), "translate", "-v", "--device", "cpu", "-m", bundle, "-m", bundle, "in.txt");

    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.err()).containsOnlyOnce("The check of the engine took ");
    assertThat(result.err()).doesNotContain("The engine computes wrong numbers");
  }

  @Test
  void aMissingFileIsAnErrorOfTheData() throws Exception {
    Result result =
        run(
            Map.of(),
            "translate",
            "-m",
            distribution("models/tatoeba-en-de").toString(),
            "none.txt");

    assertThat(result.err()).isEqualTo("dragoman: none.txt does not exist.\n");
    assertThat(result.out()).isEmpty();
    assertThat(result.code()).isEqualTo(ExitCode.DATA);
  }

  @Test
  void numbersAreWrittenAlikeInEveryLocale() throws Exception {
    Result result =
        run(
            Map.of("DRAGOMAN_OPTS", "-Duser.language=ar -Duser.country=EG"),
            "data",
            "make",
            "numbers",
            "--out",
            "made",
            "--train",
            "12",
            "--dev",
            "1",
            "--test",
            "1");

    assertThat(result.err()).isEqualTo("Wrote 12 train, 1 dev and 1 test pairs to made\n");
  }

  @Test
  void aCollectorMayBeNamedInEachOfTheVariables() throws Exception {
    for (String variable :
        List.of("DRAGOMAN_OPTS", "JAVA_OPTS", "JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS")) {
      Result result = run(Map.of(variable, "-XX:+UseParallelGC"), "--version");
      assertThat(result.code()).as("%s: %s", variable, result.err()).isZero();
    }
  }

  /** Runs the launcher with a redirection of the shell's. */
  private Result redirected(String redirection, String... arguments)
      throws IOException, InterruptedException {
    return run(
        Path.of("/bin/sh"),
        Map.of(),
        Stream.concat(
                Stream.of("-c", "exec \"$0\" \"$@\" " + redirection, link.toString()),
                Stream.of(arguments))
            .toArray(String[]::new));
  }

  @Test
  void aClosedInputIsNoDataOfOurOwn() throws Exception {
    String model = distribution("models/tatoeba-en-de").toString();

    Result result = redirected("<&-", "translate", "--device", "cpu", "-m", model);

    assertThat(result.err()).startsWith("dragoman: standard input cannot be read");
    assertThat(result.out()).isEmpty();
    assertThat(result.code()).isEqualTo(ExitCode.DATA);
    Files.writeString(work.resolve("in.txt"), "Thank you.\n");
    assertThat(redirected("<&-", "translate", "--device", "cpu", "-m", model, "in.txt").code())
        .isZero();
  }

  @Test
  void aClosedOutputIsAnErrorOfWriting() throws Exception {
    Files.writeString(work.resolve("in.txt"), "Thank you.\n");
    String model = distribution("models/tatoeba-en-de").toString();

    Result result = redirected(">&-", "translate", "--device", "cpu", "-m", model, "in.txt");

    assertThat(result.err()).startsWith("dragoman: cannot write to standard output");
    assertThat(result.code()).isEqualTo(ExitCode.RUNTIME);
  }

  @Test
  void aClosedErrorLeavesTheRestAsItIs() throws Exception {
    Result result = redirected("2>&-", "--version");

    assertThat(result.out()).startsWith(NAME.replaceFirst("-", " "));
    assertThat(result.code()).isZero();
    assertThat(redirected("<&- >&- 2>&-", "--version").code()).isNotEqualTo(ExitCode.USAGE);
  }

  private static final Pattern VARIABLE =
      Pattern.compile("\\b([A-Z][A-Z_]{5,}_?)=\"?(?:\\$\\{\\1:-)?(\\w+)");

  private static Map<String, String> settings(Path launcher) throws IOException {
    Map<String, String> settings = new TreeMap<>();
    Matcher matcher = VARIABLE.matcher(Files.readString(launcher));
    while (matcher.find()) {
      settings.put(matcher.group(1), matcher.group(2));
    }
    return settings;
  }

  /** It cannot be run here: that it says the same is what can be held. */
  @Test
  void theLauncherOfWindowsSetsWhatTheOtherDoes() throws Exception {
    Path windows = distribution("bin/dragoman.cmd");
    Map<String, String> expected = settings(distribution("bin/dragoman"));
    // glibc's, and of the JVM on POSIX.
    expected.keySet().removeIf(name -> name.startsWith("MALLOC_") || name.equals("LC_ALL"));
    assertThat(expected)
        .containsKeys("OPT_OUT_TRACKING", "OMP_WAIT_POLICY", "LRU_CACHE_CAPACITY")
        .hasSizeGreaterThanOrEqualTo(5);
    assertThat(settings(windows)).containsAllEntriesOf(expected);

    String text = Files.readString(windows);
    assertThat(text.lines().count()).isEqualTo(text.split("\r\n", -1).length - 1L);
    // Those of the JVM stand after those of the build.
    String posix = Files.readString(distribution("bin/dragoman"));
    posix = posix.substring(posix.indexOf("options="));
    Matcher options = Pattern.compile("(?<= )-[-XD][\\w:=.+-]+(?=[= \"])").matcher(posix);
    while (options.find()) {
      if (!options.group().equals("-Ddragoman.terminal")) {
        assertThat(text).contains(options.group());
      }
    }
  }

  /** A clone whose Maven makes an empty jar, and whose Java tells its arguments. */
  private final class Clone {
    private final Path launcher;
    private final Path builds;
    private final Map<String, String> environment;

    Clone() throws IOException {
      Path root = Files.createDirectory(folder.resolve("clone")).toRealPath();
      for (String name : List.of("core", "plugins", "app/bin")) {
        Files.createDirectories(root.resolve(name));
      }
      Files.createFile(root.resolve("pom.xml"));
      launcher = Files.copy(ROOT.resolve("app/bin/dragoman"), root.resolve("app/bin/dragoman"));
      builds = Files.createDirectories(root.resolve("app/cli/target/launch"));
      Path bin = Files.createDirectories(folder.resolve("jdk/bin"));
      Files.writeString(folder.resolve("jdk/release"), "JAVA_VERSION=\"17.0.1\"\n");
      script(bin.resolve("java"), "printf '%s\\n' \"$@\"");
      script(
          bin.resolve("mvn"),
          "mkdir -p app/cli/target/lib && echo > app/cli/target/lib/dragoman-cli.jar");
      environment =
          Map.of(
              "JAVA_HOME",
              folder.resolve("jdk").toString(),
              "PATH",
              bin + ":" + System.getenv("PATH"));
    }

    Path build(String name, Duration age) throws IOException {
      Path build = builds.resolve(name);
      Files.createDirectories(build.resolve("lib"));
      Files.setLastModifiedTime(build, FileTime.from(Instant.now().minus(age)));
      return build;
    }
  }

  private static void script(Path file, String body) throws IOException {
    Files.writeString(file, "#!/bin/sh\n" + body + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static boolean has(String program) throws IOException, InterruptedException {
    return new ProcessBuilder("sh", "-c", "command -v " + program).start().waitFor() == 0;
  }

  @Test
  void aCloneIsBuiltOnceAndOldBuildsAreRemoved() throws Exception {
    Assumptions.assumeTrue(has("ps"), "no ps here");
    Clone clone = new Clone();
    Path old = clone.build("20200101-000000-1", Duration.ofDays(3));
    Path young = clone.build("20200101-000000-2", Duration.ofHours(3));
    Path used = clone.build("20200101-000000-3", Duration.ofDays(3));
    Process user =
        new ProcessBuilder("sh", "-c", "sleep 60; exit", used + "/lib/dragoman-cli.jar").start();
    try {
      Result first = run(clone.launcher, clone.environment, "--version");

      assertThat(first.code()).as(first.err()).isZero();
      assertThat(first.err()).contains("building");
      assertThat(first.out()).endsWith("/lib/dragoman-cli.jar\n--version\n");
      assertThat(old).doesNotExist();
      assertThat(young).exists();
      assertThat(used).exists();
      Result second = run(clone.launcher, clone.environment, "--version");
      assertThat(second.err()).isEmpty();
      assertThat(second.out()).isEqualTo(first.out());
    } finally {
      user.descendants().forEach(ProcessHandle::destroy);
      user.destroy();
    }
  }

  @Test
  void aLockOfAnotherKindIsLeftAlone() throws Exception {
    Assumptions.assumeTrue(has("flock"), "no flock here");
    Clone clone = new Clone();
    Path held = Files.createDirectory(clone.builds.resolve("lock.held"));

    assertThat(run(clone.launcher, clone.environment).code()).isZero();
    assertThat(held).exists();
  }
}
