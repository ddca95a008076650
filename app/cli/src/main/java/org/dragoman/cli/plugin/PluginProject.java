package org.dragoman.cli.plugin;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import javax.lang.model.SourceVersion;

/**
 * The Maven project of a new plugin.
 *
 * @param kind of its component
 * @param name of its component
 * @param packageName of its classes
 * @param version the version of Dragoman that it is written for
 * @param repository URL of the Maven repository that has Dragoman's artifacts
 */
public record PluginProject(
    ProjectKind kind, String name, String packageName, String version, String repository) {
  /** Returns the package of a project whose author gives none: {@code org.example.mycell}. */
  public static String defaultPackage(String name) {
    String last = name.replace("-", "");
    return "org.example." + (SourceVersion.isKeyword(last) ? last + "plugin" : last);
  }

  /** Returns the files by their paths in the project's folder. */
  public Map<String, String> files() {
    String path = packageName.replace('.', '/');
    String main = "src/main/java/" + path + "/";
    String test = "src/test/java/" + path + "/";
    Map<String, String> files = new LinkedHashMap<>();
    files.put("pom.xml", fill("pom.xml"));
    files.put("README.md", fill("README.md"));
    files.put(main + className() + ".java", fill(kind.key() + ".java"));
    files.put(main + className() + "Factory.java", fill(kind.key() + "Factory.java"));
    files.put(main + pluginName() + ".java", fill("Plugin.java"));
    files.put(test + className() + "Test.java", fill(kind.key() + "Test.java"));
    files.put(
        "src/main/resources/META-INF/services/org.dragoman.spi.Plugin",
        packageName + "." + pluginName() + "\n");
    return files;
  }

  /** Turns {@code my-cell} into {@code MyCell}, and {@code elman} into {@code ElmanCell}. */
  private String className() {
    String camel = camel();
    boolean ends = kind.endings().stream().anyMatch(camel::endsWith);
    String whole = ends ? camel : camel + kind.endings().get(0);
    // The SPI already has a factory, and so a component, with this name.
    boolean taken = (whole + "Factory").equals(kind.kind().factoryType().getSimpleName());
    return taken ? "My" + whole : whole;
  }

  private String pluginName() {
    return camel() + "Plugin";
  }

  private String camel() {
    return Arrays.stream(name.split("-"))
        .filter(part -> !part.isEmpty())
        .map(part -> Character.toUpperCase(part.charAt(0)) + part.substring(1))
        .collect(Collectors.joining());
  }

  private String fill(String template) {
    return read(template)
        .replace("@usage@", kind.usage())
        .replace("@name@", name)
        .replace("@kind@", kind.key())
        .replace("@label@", kind.kind().label())
        .replace("@package@", packageName)
        .replace("@path@", packageName.replace('.', '/'))
        .replace("@Class@", className())
        .replace("@Plugin@", pluginName())
        .replace("@version@", version)
        .replace("@repository@", repository.replace("&", "&amp;"));
  }

  private static String read(String template) {
    try (InputStream in = PluginProject.class.getResourceAsStream(template + ".txt")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
