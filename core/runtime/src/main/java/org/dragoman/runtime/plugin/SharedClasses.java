package org.dragoman.runtime.plugin;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;
import java.util.Optional;

/**
 * The parent of every plugin's class loader. It contains the Java platform and those packages of
 * Dragoman's class path that plugins and Dragoman must share. Of everything else a plugin may bring
 * its own version.
 */
final class SharedClasses extends ClassLoader {
  private static final List<String> PACKAGES =
      List.of(
          "org.dragoman.spi",
          "com.google.inject",
          "jakarta.inject",
          "javax.inject",
          "org.aopalliance",
          "ai.djl",
          "org.slf4j",
          "org.jspecify");

  /** The engine's package is inside DJL's, but not part of its API. */
  private static final String ENGINE = "ai.djl.pytorch.";

  private final ClassLoader own;

  SharedClasses(ClassLoader own) {
    super("shared classes", getPlatformClassLoader());
    this.own = own;
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    if (sharedPackage(name).isEmpty()) {
      throw new ClassNotFoundException(name);
    }
    return own.loadClass(name);
  }

  /**
   * Returns the shared package of a class file in a plugin's jar, if the class is not loaded from
   * the jar because Dragoman has it or it belongs to the engine. Empty for the plugin's own
   * classes.
   */
  Optional<String> copied(String classFile) {
    String className = classFile.replace('/', '.');
    return anyPackage(className)
        .filter(shared -> className.startsWith(ENGINE) || own.getResource(classFile) != null);
  }

  /**
   * Opens a class loader for a plugin's jars. It contains nothing of the engine, not even from a
   * jar.
   */
  URLClassLoader open(String name, URL[] jars) {
    return new URLClassLoader(name, jars, this) {
      @Override
      protected Class<?> findClass(String className) throws ClassNotFoundException {
        if (className.startsWith(ENGINE)) {
          throw new ClassNotFoundException(className);
        }
        return super.findClass(className);
      }
    };
  }

  private static Optional<String> sharedPackage(String className) {
    return className.startsWith(ENGINE) ? Optional.empty() : anyPackage(className);
  }

  private static Optional<String> anyPackage(String className) {
    return PACKAGES.stream().filter(shared -> className.startsWith(shared + ".")).findFirst();
  }
}
