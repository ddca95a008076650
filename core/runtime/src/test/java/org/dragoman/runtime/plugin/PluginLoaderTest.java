package org.dragoman.runtime.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.google.inject.AbstractModule;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.jar.Attributes;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.plugin.Registration.Origin;
import org.dragoman.spi.ComponentKind;
import org.dragoman.spi.ComponentSpec;
import org.dragoman.spi.Plugin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PluginLoaderTest {
  @TempDir Path folder;
  private Registry registry = Registry.of(List.of());

  @BeforeEach
  void oneGoodPlugin() throws IOException {
    PluginJar.ofTokenizer("good", "good", "SPI_VERSION").write(folder.resolve("good.jar"));
  }

  @AfterEach
  void close() {
    registry.close();
  }

  private Registry load() {
    registry = PluginLoader.load(new NoOps(), List.of(folder));
    return registry;
  }

  /** The only problem; what is in good.jar works in spite of it. */
  private String problem() {
    assertThat(load().names(ComponentKind.TOKENIZER)).containsExactly("good");
    assertThat(registry.problems()).hasSize(1);
    return registry.problems().get(0);
  }

  @Test
  void makesComponentsOfAJar() throws ReflectiveOperationException {
    Registration good = load().get(ComponentKind.TOKENIZER, "good");
    assertThat(good.origin()).isEqualTo(new Origin("good.jar", "1.2"));
    Record config = good.factory().configType().getDeclaredConstructor(int.class).newInstance(7);
    var tokenizer =
        new Components(registry)
            .tokenizer(new ComponentSpec(ComponentKind.TOKENIZER, "good", config));
    assertThat(tokenizer.encode("a b")).containsExactly("a b", "the ops", "7");
    assertThat(registry.problems()).isEmpty();
    assertThat(registry.warnings()).isEmpty();
  }

  @Test
  void makesComponentsOfAFolderOfJars() throws IOException {
    PluginJar.ofTokenizer("other", "other", "SPI_VERSION")
        .without("other/MyConfig.class")
        .write(folder.resolve("other/plugin.jar"));
    PluginJar.ofTokenizer("other", "other", "SPI_VERSION")
        .without("META-INF/services/" + Plugin.class.getName())
        .without("other/MyPlugin.class")
        .without("other/MyFactory.class")
        .write(folder.resolve("other/library.jar"));
    assertThat(load().names(ComponentKind.TOKENIZER)).containsExactly("good", "other");
    assertThat(registry.get(ComponentKind.TOKENIZER, "other").origin().name())
        .isEqualTo("plugin.jar");
  }

  @Test
  void refusesAnotherSpiVersion() throws IOException {
    Path jar = PluginJar.ofTokenizer("old", "old", "99").write(folder.resolve("old.jar"));
    assertThat(problem())
        .isEqualTo(
            jar
                + ": old.MyPlugin was compiled against version 99 of the SPI, and this Dragoman has version 3. Get a version of the plugin for this Dragoman, or compile it anew.");
  }

  @Test
  void refusesAJarWithoutProvider() throws IOException {
    Path jar =
        PluginJar.ofTokenizer("none", "none", "SPI_VERSION")
            .without("META-INF/services/" + Plugin.class.getName())
            .write(folder.resolve("none.jar"));
    assertThat(problem())
        .isEqualTo(
            jar
                + ": it holds no plugin. A plugin's class is named in META-INF/services/org.dragoman.spi.Plugin.");
  }

  @Test
  void refusesAProviderThatIsNotThere() throws IOException {
    Path jar =
        PluginJar.ofTokenizer("gone", "gone", "SPI_VERSION")
            .service("gone.Missing")
            .write(folder.resolve("gone.jar"));
    assertThat(problem()).isEqualTo(jar + ": Provider gone.Missing not found");
  }

  @Test
  void ignoresBundledCopiesWithAWarning() throws IOException {
    Path jar =
        PluginJar.ofTokenizer("fat", "fat", "SPI_VERSION")
            .copyOf(Plugin.class)
            .copyOf(AbstractModule.class)
            .write(folder.resolve("fat.jar"));
    assertThat(load().names(ComponentKind.TOKENIZER)).containsExactly("fat", "good");
    assertThat(registry.warnings())
        .containsExactly(
            jar
                + ": its copies of com.google.inject, org.dragoman.spi are ignored, because plugins use Dragoman's own. Leave them out of the jar.");
  }

  @Test
  void refusesATakenName() throws IOException {
    Path jar =
        PluginJar.ofTokenizer("taker", "good", "SPI_VERSION").write(folder.resolve("taker.jar"));
    assertThat(problem())
        .isEqualTo(
            jar
                + ": the tokenizer 'good' (taker.jar) has the name of an installed one (good.jar). Remove one of the two, or give one another name.");
  }

  @Test
  void refusesABadName() throws IOException {
    Path jar =
        PluginJar.ofTokenizer("bad", "My_Own", "SPI_VERSION").write(folder.resolve("bad.jar"));
    assertThat(problem())
        .isEqualTo(
            jar
                + ": the tokenizer 'My_Own' has a name that is not of the form [a-z][a-z0-9-]*, such as 'my-cell'.");
  }

  @Test
  void refusesAClassThatCannotBeLinked() throws IOException {
    Path jar =
        PluginJar.ofTokenizer("torn", "torn", "SPI_VERSION")
            .without("torn/MyConfig.class")
            .write(folder.resolve("torn.jar"));
    assertThat(problem())
        .isEqualTo(
            jar
                + ": a class cannot be linked (java.lang.NoClassDefFoundError: torn/MyConfig). A jar that it needs is missing, or it was compiled for another version of Java or of Dragoman.");
  }

  @Test
  void hidesDragomansOwnClassesFromPlugins() throws IOException {
    Path jar =
        PluginJar.ofTokenizer("nosy", "nosy", "SPI_VERSION")
            .source(
                "nosy.MyPlugin",
                """
                package nosy;

                public final class MyPlugin extends org.dragoman.spi.Plugin {
                  @Override public int spiVersion() { return SPI_VERSION; }

                  @Override protected void register() {
                    throw org.dragoman.runtime.DragomanException.data("found");
                  }
                }
                """)
            .write(folder.resolve("nosy.jar"));
    assertThat(problem())
        .startsWith(
            jar
                + ": nosy.MyPlugin.register (MyPlugin.java:7) uses org.dragoman.runtime.DragomanException, and of Dragoman a plugin sees org.dragoman.spi only.");
  }

  @Test
  void refusesAClassOfTheEngine() throws IOException {
    Path jar =
        tokenizerThat(
            "deep", "int engine() { return ai.djl.pytorch.jni.JniUtils.getNumThreads(); }");
    assertThat(problem())
        .startsWith(
            jar
                + ": deep.MyFactory.engine (MyFactory.java:7) uses ai.djl.pytorch.jni.JniUtils, a class of the engine's own. Take what org.dragoman.spi.Ops");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x.mul(0.5)|NDArray.mul with a Java number|Take ops.scale(x, factor).",
        "x.muli(2)|NDArray.muli with a Java number|Take ops.scale(x, factor).",
        "x.div(2)|NDArray.div with a Java number|Take ops.scale(x, 1 / number).",
        "x.pow(2)|NDArray.pow with a Java number|Take an array in place of the number",
        "NDArrays.div(2, x)|NDArrays.div with a Java number|Take ops.scale",
        "((Function<Number, NDArray>) x::mul).apply(2)|NDArray.mul with a Java number|Take ops.scale(x, factor).",
        "((Function<NDArray, NDArray>) y -> y.mul(3)).apply(x)|NDArray.mul with a Java number|Take ops.scale(x, factor).",
        "x.toRadians()|NDArray.toRadians|Take ops.scale(x, factor).",
        "Activation.swish(x, 0.5f)|Activation.swish|Take x.mul(Activation.sigmoid(ops.scale(x, beta))).",
        "((Function<NDArray, NDArray>) y -> Activation.swishBlock(2).forward(null, new NDList(y), true).get(0)).apply(x)|Activation.swishBlock|Take x.mul(Activation.sigmoid(ops.scale(x, beta))).",
        "x.getNDArrayInternal().swish(2)|NDArrayEx.swish|Take x.mul(Activation.sigmoid(ops.scale(x, beta))).",
      })
  void refusesAnArrayScaledByAJavaNumber(String code, String called, String instead)
      throws IOException {
    Path jar = tokenizerThat("half", "NDArray scaled(NDArray x) { return " + code + "; }");
    assertThat(problem())
        .startsWith(
            jar
                + ": half.MyFactory.scaled (MyFactory.java:7) calls "
                + called
                + ", whose gradient is wrong without an error. "
                + instead);
  }

  @Test
  void takesWhatIsSafe() throws IOException {
    tokenizerThat("safe", "NDArray safe(NDArray x) { return x.add(2).sub(1).mul(x).div(x); }");
    assertThat(load().names(ComponentKind.TOKENIZER)).containsExactly("good", "safe");
    assertThat(registry.problems()).isEmpty();
  }

  /** A jar whose factory has another method, on line 7. */
  private Path tokenizerThat(String name, String method) throws IOException {
    return PluginJar.ofTokenizer(name, name, "SPI_VERSION")
        .source(
            name + ".MyFactory",
            """
            package %s;
            import ai.djl.ndarray.*; import ai.djl.nn.Activation;
            import java.util.function.Function;
            import org.dragoman.spi.*;
            final class MyFactory implements TokenizerFactory<MyConfig> {
              @jakarta.inject.Inject MyFactory() {}
              %s
              @Override public Class<MyConfig> configType() { return MyConfig.class; }
              @Override public Tokenizer create(MyConfig config) {
                throw new UnsupportedOperationException();
              }
            }
            """
                .formatted(name, method))
        .write(folder.resolve(name + ".jar"));
  }

  @Test
  void refusesAClassOfANewerJava() throws IOException {
    Path jar =
        PluginJar.ofTokenizer("newer", "newer", "SPI_VERSION")
            .changing(
                "newer/MyConfig.class",
                bytes -> {
                  bytes[7] = (byte) 200;
                  return bytes;
                })
            .write(folder.resolve("newer.jar"));
    assertThat(problem())
        .startsWith(jar + ": newer.MyConfig was compiled for Java 156, and this is Java ");
  }

  @Test
  void refusesAClassThatWasCut() throws IOException {
    Path jar =
        PluginJar.ofTokenizer("half", "half", "SPI_VERSION")
            .changing("half/MyConfig.class", bytes -> Arrays.copyOf(bytes, 60))
            .write(folder.resolve("half.jar"));
    assertThat(problem())
        .startsWith(jar + ": half.MyConfig in half.jar is not a whole class (")
        .endsWith("Build the jar anew.");
  }

  @Test
  void ignoresACopyOfTheEngineWithAWarning() throws IOException {
    PluginJar.ofTokenizer("fat", "fat", "SPI_VERSION")
        .copyOf(ai.djl.pytorch.engine.PtEngine.class)
        .write(folder.resolve("fat.jar"));
    assertThat(load().names(ComponentKind.TOKENIZER)).containsExactly("fat", "good");
    assertThat(registry.warnings()).singleElement().asString().contains("its copies of ai.djl are");
    ClassLoader loader =
        registry.get(ComponentKind.TOKENIZER, "fat").factory().getClass().getClassLoader();
    assertThatThrownBy(() -> loader.loadClass("ai.djl.pytorch.engine.PtEngine"))
        .isInstanceOf(ClassNotFoundException.class);
  }

  /** A class that would be loaded from the jar, whatever its package, is read. */
  @Test
  void readsAClassThatOnlyPassesForACopy() throws IOException {
    Path jar =
        PluginJar.ofTokenizer("sly", "sly", "SPI_VERSION")
            .source("ai.djl.extra.Half", half("ai.djl.extra"))
            .write(folder.resolve("sly.jar"));
    assertThat(problem())
        .startsWith(jar + ": ai.djl.extra.Half.scaled (Half.java:3) calls NDArray.mul with");
    assertThat(registry.warnings()).isEmpty();
  }

  @Test
  void readsTheClassesForThisVersionOfJava() throws IOException {
    Path jar =
        PluginJar.ofTokenizer("many", "many", "SPI_VERSION")
            .attribute(Attributes.Name.MULTI_RELEASE, "true")
            .source("many.Half", half("many"))
            .moving("many/Half.class", "META-INF/versions/11/many/Half.class")
            .write(folder.resolve("many.jar"));
    assertThat(problem())
        .startsWith(jar + ": many.Half.scaled (Half.java:3) calls NDArray.mul with");
  }

  private static String half(String packageName) {
    return """
    package %s;
    final class Half {
      static ai.djl.ndarray.NDArray scaled(ai.djl.ndarray.NDArray x) { return x.mul(0.5); }
    }
    """
        .formatted(packageName);
  }

  @ParameterizedTest
  @ValueSource(strings = {"good.jar", "./good.jar", "https://example.org/library.jar"})
  void refusesAJarWhoseManifestLeadsToAnother(String other) throws IOException {
    Path jar =
        PluginJar.ofTokenizer("led", "led", "SPI_VERSION")
            .attribute(Attributes.Name.CLASS_PATH, "absent.jar " + other)
            .write(folder.resolve("led.jar"));
    assertThat(problem())
        .isEqualTo(
            jar
                + ": the manifest of led.jar has a Class-Path that leads to "
                + other
                + ". Put the jar and those it needs into a folder here, without others.");
  }

  @Test
  void takesAManifestThatNamesWhatIsInTheFolderOrNowhere() throws IOException {
    PluginJar.ofTokenizer("led", "led", "SPI_VERSION")
        .attribute(Attributes.Name.CLASS_PATH, "library.jar absent.jar")
        .write(folder.resolve("led/led.jar"));
    new PluginJar()
        .source("lib.None", "package lib; class None {}")
        .write(folder.resolve("led/library.jar"));
    assertThat(load().names(ComponentKind.TOKENIZER)).containsExactly("good", "led");
    assertThat(registry.problems()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "static final int N = Integer.parseInt(\"many\");|Provider sick.MyPlugin could not be instantiated (java.lang.NumberFormatException: For input string: \"many\").",
        "public MyPlugin() { throw new IllegalStateException(\"ill\"); }|Provider sick.MyPlugin could not be instantiated (java.lang.IllegalStateException: ill).",
      })
  void saysWhyAClassFailed(String member, String message) throws IOException {
    Path jar =
        PluginJar.ofTokenizer("sick", "sick", "SPI_VERSION")
            .source(
                "sick.MyPlugin",
                """
                package sick;

                public final class MyPlugin extends org.dragoman.spi.Plugin {
                  %s

                  @Override public int spiVersion() { return SPI_VERSION; }

                  @Override protected void register() {}
                }
                """
                    .formatted(member))
            .write(folder.resolve("sick.jar"));
    assertThat(problem()).isEqualTo(jar + ": " + message);
  }

  @Test
  void refusesAPluginThatFailsByAnError() throws IOException {
    Path jar =
        PluginJar.ofTokenizer("rude", "rude", "SPI_VERSION")
            .source(
                "rude.MyPlugin",
                """
                package rude;

                public final class MyPlugin extends org.dragoman.spi.Plugin {
                  @Override public int spiVersion() { throw new AssertionError("rude"); }

                  @Override protected void register() {}
                }
                """)
            .write(folder.resolve("rude.jar"));
    assertThat(problem())
        .isEqualTo(jar + ": it failed while it was loaded (java.lang.AssertionError: rude).");
  }

  @Test
  void saysWhichRefusedJarHasTheComponentThatIsAskedFor() throws IOException {
    Path jar = PluginJar.ofTokenizer("old", "ancient", "99").write(folder.resolve("old.jar"));
    Files.writeString(folder.resolve("text.jar"), "");
    assertThatThrownBy(() -> load().get(ComponentKind.TOKENIZER, "ancient"))
        .hasMessageStartingWith(
            "Unknown tokenizer 'ancient'. Installed: good. It would come from a plugin that could not be loaded: "
                + jar
                + ": old.MyPlugin was compiled against version 99")
        .hasMessageNotContaining("text.jar");
    assertThatThrownBy(() -> registry.get(ComponentKind.CELL, "ancient"))
        .hasMessageContaining("Plugins that could not be loaded: ")
        .hasMessageContaining("text.jar");
  }

  @Test
  void refusesAPluginThatThrows() throws IOException {
    Path jar =
        PluginJar.ofTokenizer("sick", "sick", "SPI_VERSION")
            .source(
                "sick.MyPlugin",
                """
                package sick;

                public final class MyPlugin extends org.dragoman.spi.Plugin {
                  @Override public int spiVersion() { return SPI_VERSION; }

                  @Override protected void register() { throw new IllegalStateException("ill"); }
                }
                """)
            .write(folder.resolve("sick.jar"));
    assertThat(problem())
        .startsWith(jar + ": sick.MyPlugin: ")
        .contains("IllegalStateException: ill");
  }

  @Test
  void refusesANameGivenTwiceByOnePlugin() throws IOException {
    Path jar =
        PluginJar.ofTokenizer("twin", "twin", "SPI_VERSION")
            .source(
                "twin.MyPlugin",
                """
                package twin;

                public final class MyPlugin extends org.dragoman.spi.Plugin {
                  @Override public int spiVersion() { return SPI_VERSION; }

                  @Override protected void register() {
                    tokenizer("twin", MyFactory.class);
                    tokenizer("twin", Other.class);
                  }

                  static final class Other implements org.dragoman.spi.TokenizerFactory<MyConfig> {
                    @jakarta.inject.Inject Other() {}

                    @Override public Class<MyConfig> configType() { return MyConfig.class; }

                    @Override public org.dragoman.spi.Tokenizer create(MyConfig config) {
                      throw new UnsupportedOperationException();
                    }
                  }
                }
                """)
            .write(folder.resolve("twin.jar"));
    assertThat(problem())
        .isEqualTo(
            jar
                + ": twin.MyPlugin: Duplicate key \"twin\" found in java.util.Map<java.lang.String, org.dragoman.spi.TokenizerFactory<?>>.");
  }

  @Test
  void refusesAFactoryThatAsksForWhatNobodyBinds() throws IOException {
    Path jar =
        PluginJar.ofTokenizer("needy", "needy", "SPI_VERSION")
            .source(
                "needy.MyFactory",
                """
                package needy;

                import org.dragoman.spi.*;

                final class MyFactory implements TokenizerFactory<MyConfig> {
                  @jakarta.inject.Inject MyFactory(java.util.List<String> words) {}

                  @Override public Class<MyConfig> configType() { return MyConfig.class; }

                  @Override public Tokenizer create(MyConfig config) {
                    throw new UnsupportedOperationException();
                  }
                }
                """)
            .write(folder.resolve("needy.jar"));
    assertThat(problem())
        .isEqualTo(
            jar
                + ": needy.MyPlugin: No implementation for java.util.List<java.lang.String> was bound.");
  }

  @Test
  void refusesACutJar() throws IOException {
    byte[] whole = Files.readAllBytes(folder.resolve("good.jar"));
    Path jar = folder.resolve("cut.jar");
    Files.write(jar, Arrays.copyOf(whole, whole.length / 2));
    assertThat(problem())
        .isEqualTo(
            jar
                + ": cut.jar is not a jar, or not a whole one (zip END header not found). Copy it here anew.");
  }

  @Test
  void refusesAFileThatIsNoJar() throws IOException {
    Path jar = Files.writeString(folder.resolve("text.jar"), "This is no jar.\n");
    assertThat(problem()).startsWith(jar + ": text.jar is not a jar, or not a whole one");
  }

  @Test
  void refusesAMissingFolder() {
    Path missing = folder.resolve("missing");
    assertThatThrownBy(() -> PluginLoader.load(new NoOps(), List.of(missing)))
        .isInstanceOf(DragomanException.class)
        .hasMessage(
            "The plugin folder %s cannot be read (java.nio.file.NoSuchFileException: %s)."
                .formatted(missing, missing));
  }

  @Test
  void loadsFromTheClassPath() throws IOException {
    URL[] jar = {folder.resolve("good.jar").toUri().toURL()};
    try (var own = new URLClassLoader(jar, getClass().getClassLoader())) {
      Registry registry = PluginLoader.load(new NoOps(), List.of(), own);
      assertThat(registry.get(ComponentKind.TOKENIZER, "good").origin())
          .isEqualTo(new Origin("good.jar", "1.2"));
    }
  }

  @Test
  void whatComesWithDragomanIsBuiltIn() throws IOException {
    Path own = folder.resolve("own.jar");
    PluginJar.ofTokenizer("org.dragoman.plugins.own", "own", "SPI_VERSION").write(own);
    try (var loader =
        new URLClassLoader(new URL[] {own.toUri().toURL()}, getClass().getClassLoader())) {
      Registry registry = PluginLoader.load(new NoOps(), List.of(), loader);
      assertThat(registry.get(ComponentKind.TOKENIZER, "own").origin())
          .isEqualTo(new Origin("built in", "1.2"));
    }
  }

  @Test
  void refusesAFolderOfJarsThatCannotBeRead() throws IOException {
    Path locked = Files.createDirectory(folder.resolve("locked"));
    assertThat(locked.toFile().setReadable(false)).isTrue();
    assumeFalse(Files.isReadable(locked), "this user may read everything");
    assertThat(problem())
        .isEqualTo(
            "%s: it cannot be read (java.nio.file.AccessDeniedException: %s)."
                .formatted(locked, locked));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "int width|width has no @Option",
        "@Option(\"How.\") int type|type has the key by which a configuration names the component; give it another name",
        "@Option(\"How.\") java.util.List<java.util.List<String>> width|width is of type java.util.List<java.util.List<java.lang.String>>; a field is an int, long, double, boolean, String, enum, record, sealed interface or ComponentSpec, or a list of one of these, or a Map<String, String>",
        "@Option(\"How.\") ComponentSpec width|width has no @Kind",
        "@Option(\"How.\") java.util.List<MyConfig> width|width is of a record that it is a part of",
      })
  void refusesAConfigurationThatCannotBeBound(String field, String wrong) throws IOException {
    Path jar =
        PluginJar.ofTokenizer("odd", "odd", "SPI_VERSION")
            .source(
                "odd.MyConfig",
                "package odd; import org.dragoman.spi.*; public record MyConfig(" + field + ") {}")
            .source(
                "odd.MyFactory",
                """
                package odd;

                import org.dragoman.spi.*;

                final class MyFactory implements TokenizerFactory<MyConfig> {
                  @jakarta.inject.Inject MyFactory() {}

                  @Override public Class<MyConfig> configType() { return MyConfig.class; }

                  @Override public Tokenizer create(MyConfig config) {
                    throw new UnsupportedOperationException();
                  }
                }
                """)
            .write(folder.resolve("odd.jar"));
    assertThat(problem())
        .isEqualTo(
            jar
                + ": the tokenizer 'odd' has a configuration that cannot be bound: odd.MyConfig."
                + wrong
                + ".");
  }

  @Test
  void throwsForABrokenPluginOfTheClassPath() throws IOException {
    Path broken = PluginJar.ofTokenizer("old", "old", "99").write(folder.resolve("old.jar"));
    try (var own =
        new URLClassLoader(new URL[] {broken.toUri().toURL()}, getClass().getClassLoader())) {
      assertThatThrownBy(() -> PluginLoader.load(new NoOps(), List.of(), own))
          .isInstanceOf(DragomanException.class)
          .hasMessageStartingWith(
              "A plugin on the class path is broken: old.MyPlugin was compiled against version 99");
    }
  }

  @Test
  void saysWhatIsInstalled() {
    assertThatThrownBy(() -> load().get(ComponentKind.TOKENIZER, "goood"))
        .isInstanceOf(DragomanException.class)
        .hasMessage("Unknown tokenizer 'goood'. Did you mean 'good'? Installed: good.");
    assertThatThrownBy(() -> registry.get(ComponentKind.CELL, "gru"))
        .hasMessage("Unknown RNN cell 'gru'. Installed: none.");
  }

  @Test
  void saysWhatCouldNotBeLoadedToo() throws IOException {
    Path jar = Files.writeString(folder.resolve("text.jar"), "");
    assertThatThrownBy(() -> load().get(ComponentKind.TOKENIZER, "texts"))
        .hasMessageStartingWith(
            "Unknown tokenizer 'texts'. Installed: good. Plugins that could not be loaded: " + jar);
  }
}
