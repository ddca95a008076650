package org.dragoman.runtime.plugin;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.Attributes.Name;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * The jars of one plugin, read as files before any class of them is loaded.
 *
 * @param jars in the order of the class path
 * @param classes the plugin's own classes by file name: bytes and the jar they are in
 * @param copies the shared packages that a jar contains copies of, by jar
 */
record PluginFiles(List<Path> jars, Map<String, ClassFile> classes, Map<Path, Set<String>> copies) {
  private static final String CLASS = ".class";
  private static final int MAGIC = 0xCAFEBABE;

  /** Class files of Java 1 have version 45. */
  private static final int VERSION_OF_JAVA_0 = 44;

  private static final int SHOWN = 3;

  /** A class of a jar. */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  record ClassFile(Path jar, byte[] bytes) {}

  /**
   * Reads a jar, or the jars of a folder.
   *
   * @throws BrokenPluginException if one is no jar
   * @throws IOException if the folder cannot be read
   */
  static PluginFiles read(Path path, SharedClasses shared) throws IOException {
    List<Path> jars = Files.isDirectory(path) ? list(path) : List.of(path);
    jars = jars.stream().filter(Files::isRegularFile).toList();
    PluginFiles files = new PluginFiles(jars, new LinkedHashMap<>(), new LinkedHashMap<>());
    for (Path jar : jars) {
      files.readJar(jar, shared);
    }
    return files;
  }

  private void readJar(Path file, SharedClasses shared) {
    TreeSet<String> found = new TreeSet<>();
    // Read as a class loader does: if a jar has a class for several Java versions, the one for
    // this version.
    try (JarFile jar = new JarFile(file.toFile(), true, ZipFile.OPEN_READ, Runtime.version())) {
      refuseOthers(file, jar.getManifest());
      for (JarEntry entry : jar.versionedStream().toList()) {
        String name = entry.getName();
        if (!name.endsWith(CLASS) || name.startsWith("META-INF/") || name.endsWith("-info.class")) {
          continue;
        }
        Optional<String> copied = shared.copied(name);
        if (copied.isPresent()) {
          found.add(copied.get());
          continue;
        }
        try (InputStream in = jar.getInputStream(entry)) {
          classes.putIfAbsent(name, new ClassFile(file, in.readAllBytes()));
        }
      }
    } catch (IOException | SecurityException e) {
      throw new BrokenPluginException(
          "%s is not a jar, or not a whole one (%s). Copy it here anew."
              .formatted(file.getFileName(), e.getMessage()),
          e);
    }
    if (!found.isEmpty()) {
      copies.put(file, found);
    }
  }

  /**
   * Refuses jars whose manifest refers to other jars: a class loader would load these unchecked.
   */
  private void refuseOthers(Path file, @Nullable Manifest manifest) {
    String others =
        manifest == null ? null : manifest.getMainAttributes().getValue(Name.CLASS_PATH);
    for (String other : others == null ? new String[0] : others.strip().split("\\s+")) {
      if (leadsOut(file, other)) {
        throw new BrokenPluginException(
            "the manifest of %s has a Class-Path that leads to %s. Put the jar and those it needs into a folder here, without others."
                .formatted(file.getFileName(), other));
      }
    }
  }

  /** Returns whether an entry of a Class-Path exists and is none of the plugin's own jars. */
  private boolean leadsOut(Path file, String other) {
    try {
      URI uri = file.toUri().resolve(other);
      if (!"file".equals(uri.getScheme())) {
        return true;
      }
      Path path = Path.of(uri).normalize();
      return Files.exists(path)
          && jars.stream().noneMatch(jar -> jar.toAbsolutePath().normalize().equals(path));
    } catch (IllegalArgumentException e) {
      return true;
    }
  }

  /** Lists the jars and folders in a folder, in the order of their names. */
  static List<Path> list(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .filter(path -> !path.getFileName().toString().startsWith("."))
          .filter(path -> path.toString().endsWith(".jar") || Files.isDirectory(path))
          .sorted()
          .toList();
    }
  }

  /**
   * Checks the code without running it.
   *
   * @throws BrokenPluginException if it is for a newer Java, or makes a forbidden call
   */
  void check() {
    Set<String> own =
        classes.keySet().stream().map(PluginFiles::internalName).collect(Collectors.toSet());
    List<String> uses = new ArrayList<>();
    classes.forEach((name, file) -> uses.addAll(uses(name, file, own)));
    if (uses.isEmpty()) {
      return;
    }
    String more =
        uses.size() <= SHOWN ? "" : " And %d more of the kind.".formatted(uses.size() - SHOWN);
    throw new BrokenPluginException(
        uses.stream().limit(SHOWN).collect(Collectors.joining(" ")) + more);
  }

  private static List<String> uses(String name, ClassFile file, Set<String> own) {
    String className = internalName(name).replace('/', '.');
    byte[] bytes = file.bytes();
    int magic = bytes.length < 8 ? 0 : unsigned(bytes, 0) << 16 | unsigned(bytes, 2);
    if (magic != MAGIC) {
      throw new BrokenPluginException(
          "%s in %s is not a class. Build the jar anew."
              .formatted(className, file.jar().getFileName()));
    }
    int needed = unsigned(bytes, 6) - VERSION_OF_JAVA_0;
    int present = Runtime.version().feature();
    if (needed > present) {
      throw new BrokenPluginException(
          "%s was compiled for Java %d, and this is Java %d. Compile it with --release %d or lower, or run a newer Java."
              .formatted(className, needed, present, present));
    }
    try {
      return ForbiddenUses.of(bytes, own);
    } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
      throw new BrokenPluginException(
          "%s in %s is not a whole class (%s). Build the jar anew."
              .formatted(className, file.jar().getFileName(), e),
          e);
    }
  }

  /**
   * Returns the components that the plugin would register, as far as its code shows; never fails.
   */
  Set<String> components() {
    Set<String> names = new TreeSet<>();
    for (ClassFile file : classes.values()) {
      try {
        names.addAll(RegisteredNames.of(file.bytes()));
      } catch (RuntimeException e) {
        // A class that cannot be read shows nothing.
        continue;
      }
    }
    return names;
  }

  private static int unsigned(byte[] bytes, int at) {
    return (bytes[at] & 0xFF) << 8 | (bytes[at + 1] & 0xFF);
  }

  private static String internalName(String file) {
    return file.substring(0, file.length() - CLASS.length());
  }
}
