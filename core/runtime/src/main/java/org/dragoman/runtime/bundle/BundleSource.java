package org.dragoman.runtime.bundle;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** A place that a bundle's files are read from: a folder or the class path. */
public interface BundleSource {
  /** Returns the name of the bundle in messages. */
  String name();

  /** Returns the name of a file of the bundle in messages. */
  String fileName(String file);

  /**
   * Opens a file; the caller closes it. Empty if it is missing.
   *
   * @param file one of the names of a bundle's files
   */
  Optional<InputStream> open(String file) throws IOException;

  /** Says why there is no bundle, for the message if the manifest is missing. */
  String whyNoBundle();

  /**
   * A bundle in a folder.
   *
   * @param folder of the bundle, or of a training run, which means the run's bundle
   */
  static BundleSource folder(Path folder) {
    return new Folder(BundleFolder.of(folder));
  }

  /**
   * Returns a bundle on the class path. The thread's context class loader looks for it first, then
   * the loader of Dragoman itself.
   *
   * @param prefix as of {@link #classPath(String, ClassLoader)}
   */
  static BundleSource classPath(String prefix) {
    ClassPath own = new ClassPath(prefix, BundleSource.class.getClassLoader());
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    boolean found =
        context != null && context.getResource(own.prefix() + "/" + BundleFiles.MANIFEST) != null;
    return found ? new ClassPath(prefix, context) : own;
  }

  /**
   * A bundle on the class path.
   *
   * @param prefix of its resources, for example {@code org/dragoman/models/tatoeba-en-de}
   * @param loader finds them
   */
  static BundleSource classPath(String prefix, ClassLoader loader) {
    return new ClassPath(prefix, loader);
  }

  /**
   * A bundle in a folder.
   *
   * @param folder its path, never that of a run
   */
  record Folder(Path folder) implements BundleSource {
    @Override
    public String name() {
      return folder.toString();
    }

    @Override
    public String fileName(String file) {
      return folder.resolve(file).toString();
    }

    @Override
    public Optional<InputStream> open(String file) throws IOException {
      Path path = folder.resolve(file);
      if (!Files.exists(path)) {
        return Optional.empty();
      }
      try {
        return Optional.of(Files.newInputStream(path));
      } catch (NoSuchFileException e) {
        return Optional.empty();
      }
    }

    @Override
    public String whyNoBundle() {
      Path parent = folder.getParent();
      if (parent != null && !Files.exists(folder) && BundleFolder.isRun(parent)) {
        return parent
            + " is the folder of a training run that has no bundle yet. A run writes its bundle at"
            + " the first validation.";
      }
      if (!Files.exists(folder)) {
        return "The bundle " + folder + " does not exist.";
      }
      return Files.isDirectory(folder)
          ? folder
              + " is not a bundle: it has no "
              + BundleFiles.MANIFEST
              + ". Give the folder that holds "
              + BundleFiles.MANIFEST
              + " and "
              + BundleFiles.WEIGHTS
              + "."
          : folder + " is a file; a bundle is a folder. Unpack it first if it is an archive.";
    }
  }

  /**
   * A bundle on the class path.
   *
   * @param prefix of its resources, without a slash at its ends
   * @param loader finds them
   */
  record ClassPath(String prefix, ClassLoader loader) implements BundleSource {
    /** Takes slashes off the ends. */
    public ClassPath {
      prefix = prefix.replaceFirst("^/", "").replaceFirst("/$", "");
    }

    @Override
    public String name() {
      return "classpath:" + prefix;
    }

    @Override
    public String fileName(String file) {
      return name() + "/" + file;
    }

    @Override
    public Optional<InputStream> open(String file) {
      return Optional.ofNullable(loader.getResourceAsStream(prefix + "/" + file));
    }

    @Override
    public String whyNoBundle() {
      return "There is no bundle "
          + prefix
          + " on the class path: no "
          + prefix
          + "/"
          + BundleFiles.MANIFEST
          + ". Add the jar that holds it.";
    }
  }
}
