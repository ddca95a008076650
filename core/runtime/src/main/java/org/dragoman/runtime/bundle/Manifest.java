package org.dragoman.runtime.bundle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.config.ConfigBinder;
import org.dragoman.runtime.config.ConfigTree;
import org.dragoman.runtime.plugin.Registry;
import org.dragoman.spi.ComponentKind;
import org.dragoman.spi.Option;

/**
 * The content of a bundle's {@code manifest.json}: the versions and plugins that made the bundle,
 * and the sizes and hashes of its files.
 *
 * @param format version of the bundle format
 * @param dragoman version that made the bundle
 * @param weights how the weights are stored
 * @param plugins the components that the bundle needs
 * @param files all files except the manifest
 */
public record Manifest(
    @Option("Version of the bundle format.") int format,
    @Option("Version of Dragoman that made the bundle.") String dragoman,
    @Option("How the weights are stored.") Precision weights,
    @Option("The components that the bundle needs.") List<UsedPlugin> plugins,
    @Option("All files but this one.") List<StoredFile> files) {
  /**
   * The newest format that this version reads and writes. Every change, even an addition, needs a
   * new number. 2: models of other types than a translator.
   */
  public static final int FORMAT = 2;

  /** The format of a translator, which has not changed since the first version. */
  static final int TRANSLATOR_FORMAT = 1;

  private static final int MAX_BYTES = 1 << 20;
  private static final JsonMapper JSON = new JsonMapper();

  /** Checks the version. */
  public Manifest {
    if (format < 1) {
      throw new IllegalArgumentException("format must be 1 or more, got " + format);
    }
  }

  /**
   * A component and the plugin that it came from.
   *
   * @param kind of component
   * @param name that the configuration calls it by
   * @param origin the plugin's jar, or {@code built in}
   * @param version of the plugin, or {@code unknown}
   */
  public record UsedPlugin(
      @Option("Kind of component.") ComponentKind kind,
      @Option("Name of the component.") String name,
      @Option("The plugin's jar, or built in.") String origin,
      @Option("The plugin's version.") String version) {}

  /**
   * A file.
   *
   * @param name in the bundle's folder
   * @param bytes its size
   * @param sha256 its hash, in lower-case hexadecimal digits
   */
  public record StoredFile(
      @Option("Name in the bundle's folder.") String name,
      @Option("Size in bytes.") long bytes,
      @Option("SHA-256 in hexadecimal digits.") String sha256) {
    /** Checks the form of the values. */
    public StoredFile {
      if (bytes < 0 || !sha256.matches("[0-9a-f]{64}")) {
        throw new IllegalArgumentException(
            "expected a size from 0 up and 64 hexadecimal digits, got "
                + bytes
                + " and '"
                + sha256
                + "'");
      }
    }
  }

  /** Returns the entry of a file. */
  Optional<StoredFile> file(String name) {
    return files.stream().filter(file -> file.name().equals(name)).findFirst();
  }

  /** Returns the text of {@code manifest.json}. */
  String json() {
    ObjectNode root = JSON.createObjectNode();
    root.put("format", format);
    root.put("dragoman", dragoman);
    root.put("weights", lowerCase(weights));
    ArrayNode pluginNodes = root.putArray("plugins");
    for (UsedPlugin plugin : plugins) {
      pluginNodes
          .addObject()
          .put("kind", lowerCase(plugin.kind()))
          .put("name", plugin.name())
          .put("origin", plugin.origin())
          .put("version", plugin.version());
    }
    ArrayNode fileNodes = root.putArray("files");
    for (StoredFile file : files) {
      fileNodes
          .addObject()
          .put("name", file.name())
          .put("bytes", file.bytes())
          .put("sha256", file.sha256());
    }
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String lowerCase(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /**
   * Reads the manifest of a bundle.
   *
   * @throws DragomanException if there is none, it is malformed or has a newer format
   */
  static Manifest read(BundleSource source) {
    String name = source.fileName(BundleFiles.MANIFEST);
    try {
      // JSON is YAML, so the strict binder of configurations can read it.
      ConfigTree tree = ConfigTree.parse(text(source), name);
      requireKnown(source, tree);
      return new ConfigBinder(Registry.of(List.of())).bind(Manifest.class, tree);
    } catch (IOException e) {
      throw DragomanException.data(name + " cannot be read: " + e, e);
    } catch (DragomanException e) {
      if (e.kind() == DragomanException.Kind.DATA) {
        throw e;
      }
      throw DragomanException.data(
          e.getMessage() + "\nThe bundle is damaged." + BundleFiles.AGAIN, e);
    }
  }

  private static String text(BundleSource source) throws IOException {
    try (InputStream in =
        source
            .open(BundleFiles.MANIFEST)
            .orElseThrow(() -> DragomanException.data(source.whyNoBundle()))) {
      return new String(in.readNBytes(MAX_BYTES), StandardCharsets.UTF_8);
    }
  }

  private static void requireKnown(BundleSource source, ConfigTree tree) {
    JsonNode version = tree.root().path("format");
    if (version.isIntegralNumber()
        && version.bigIntegerValue().compareTo(BigInteger.valueOf(FORMAT)) > 0) {
      throw DragomanException.data(
          "The bundle %s is of format version %s, made by Dragoman %s; this Dragoman reads versions up to %d. A newer Dragoman is needed."
              .formatted(
                  source.name(),
                  version.asText(),
                  tree.root().path("dragoman").asText("of unknown version"),
                  FORMAT));
    }
  }
}
