package org.dragoman.runtime.plugin;

import java.util.List;
import java.util.Optional;

/**
 * The parent of every plugin's class loader: the Java platform, and of Dragoman's own class path
 * only the packages that plugins and Dragoman must share. A plugin may so bring other versions of
 * everything else.
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

  /** The engine lies under DJL's package but is not a part of its API. */
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

  /** Whether a class file is of a package of which Dragoman has its own, the engine's too. */
  static boolean isShared(String classFile) {
    return anyPackage(classFile.replace('/', '.')).isPresent();
  }

  /** The shared package of a class of which a jar holds a copy, empty where it is no copy. */
  Optional<String> copied(String classFile) {
    return anyPackage(classFile.replace('/', '.'))
        .filter(shared -> own.getResource(classFile) != null);
  }

  private static Optional<String> sharedPackage(String className) {
    return className.startsWith(ENGINE) ? Optional.empty() : anyPackage(className);
  }

  private static Optional<String> anyPackage(String className) {
    return PACKAGES.stream().filter(shared -> className.startsWith(shared + ".")).findFirst();
  }
}
