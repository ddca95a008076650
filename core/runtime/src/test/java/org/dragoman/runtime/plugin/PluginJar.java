package org.dragoman.runtime.plugin;

import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.dragoman.spi.Plugin;

/** Compiles sources and puts them into a jar, as the author of a plugin would. */
final class PluginJar {
  private final Map<String, String> sources = new LinkedHashMap<>();
  private final Map<String, byte[]> files = new LinkedHashMap<>();
  private final Map<String, UnaryOperator<byte[]>> changes = new LinkedHashMap<>();
  private final Map<String, String> moves = new LinkedHashMap<>();
  private final List<String> left = new ArrayList<>();
  private final Attributes attributes = new Attributes();

  /** A plugin of one tokenizer that gives back the text as one token. */
  static PluginJar ofTokenizer(String packageName, String tokenizerName, String spiVersion) {
    return new PluginJar()
        .source(
            packageName + ".MyPlugin",
            """
            package %s;

            public final class MyPlugin extends org.dragoman.spi.Plugin {
              @Override public int spiVersion() { return %s; }

              @Override protected void register() { tokenizer("%s", MyFactory.class); }
            }
            """
                .formatted(packageName, spiVersion, tokenizerName))
        .source(
            packageName + ".MyConfig",
            """
            package %s;

            import org.dragoman.spi.Option;

            public record MyConfig(@Option(value = "How.", defaultValue = "2") int width) {}
            """
                .formatted(packageName))
        .source(
            packageName + ".MyFactory",
            """
            package %s;

            import java.util.List;
            import org.dragoman.spi.*;

            final class MyFactory implements TokenizerFactory<MyConfig> {
              private final String ops;

              @jakarta.inject.Inject MyFactory(Ops ops) { this.ops = ops.toString(); }

              @Override public Class<MyConfig> configType() { return MyConfig.class; }

              @Override public Tokenizer create(MyConfig config) {
                return new Tokenizer() {
                  @Override public List<String> encode(String text) {
                    return List.of(text, ops, "" + config.width());
                  }

                  @Override public String decode(List<String> tokens) { return tokens.get(0); }
                };
              }
            }
            """
                .formatted(packageName))
        .service(packageName + ".MyPlugin");
  }

  PluginJar source(String className, String source) {
    sources.put(className, source);
    return this;
  }

  PluginJar service(String providers) {
    files.put(
        "META-INF/services/" + Plugin.class.getName(), providers.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  PluginJar without(String file) {
    files.remove(file);
    left.add(file);
    return this;
  }

  /** Adds an attribute to the manifest. */
  PluginJar attribute(Attributes.Name name, String value) {
    attributes.put(name, value);
    return this;
  }

  /** Stores a compiled class under another path. */
  PluginJar moving(String file, String to) {
    moves.put(file, to);
    return this;
  }

  /** Changes the bytes of a file. */
  PluginJar changing(String file, UnaryOperator<byte[]> change) {
    changes.put(file, change);
    return this;
  }

  /** A copy of a class of the class path. */
  PluginJar copyOf(Class<?> type) throws IOException {
    String file = type.getName().replace('.', '/') + ".class";
    try (var in = type.getClassLoader().getResourceAsStream(file)) {
      files.put(file, in.readAllBytes());
    }
    return this;
  }

  Path write(Path jar) throws IOException {
    Files.createDirectories(jar.getParent());
    Path classes = Files.createTempDirectory(jar.getParent(), ".classes");
    compile(classes);
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.IMPLEMENTATION_VERSION, "1.2");
    manifest.getMainAttributes().putAll(attributes);
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream zip = new JarOutputStream(out, manifest);
        Stream<Path> compiled = Files.walk(classes)) {
      for (Path file : compiled.filter(Files::isRegularFile).sorted().toList()) {
        String name = classes.relativize(file).toString().replace('\\', '/');
        files.put(moves.getOrDefault(name, name), Files.readAllBytes(file));
      }
      for (var file : files.entrySet()) {
        if (!left.contains(file.getKey())) {
          zip.putNextEntry(new JarEntry(file.getKey()));
          zip.write(
              changes.getOrDefault(file.getKey(), UnaryOperator.identity()).apply(file.getValue()));
        }
      }
    }
    return jar;
  }

  private void compile(Path classes) {
    if (sources.isEmpty()) {
      return;
    }
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    boolean fine =
        compiler
            .getTask(
                messages,
                null,
                null,
                List.of(
                    "-d",
                    classes.toString(),
                    "-proc:none",
                    "-classpath",
                    System.getProperty("java.class.path")),
                null,
                sources.entrySet().stream().map(e -> new Source(e.getKey(), e.getValue())).toList())
            .call();
    if (!fine) {
      throw new IllegalStateException(messages.toString());
    }
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String className, String text) {
      super(URI.create("string:///" + className.replace('.', '/') + ".java"), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
