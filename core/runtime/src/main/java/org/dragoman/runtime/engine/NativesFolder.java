package org.dragoman.runtime.engine;

import ai.djl.util.Utils;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;
import org.dragoman.runtime.DragomanException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Chooses the folder that DJL unpacks the engine's natives to: the folder that the user named,
 * otherwise {@code ~/.djl.ai}, or if that cannot be written, a private folder in the temporary
 * folder.
 */
final class NativesFolder {
  private static final Logger LOG = LoggerFactory.getLogger(NativesFolder.class);

  /** DJL's names of the environment variable or system property. */
  private static final List<String> NAMED = List.of("ENGINE_CACHE_DIR", "DJL_CACHE_DIR");

  private static final String DESCRIPTION = "native/lib/pytorch.properties";
  private static final Set<PosixFilePermission> OWN = PosixFilePermissions.fromString("rwx------");
  private static final Duration YOUNG = Duration.ofDays(1);

  private NativesFolder() {}

  /** Returns the folder. */
  static Path path() {
    return Utils.getEngineCacheDir();
  }

  /**
   * Chooses the folder before DJL asks for it, and removes what an interrupted unpacking left in
   * it: loading an incomplete library would crash the JVM.
   *
   * @throws DragomanException of kind RUNTIME if no folder of the user's own can be created
   */
  static void prepare() {
    Path home = Path.of(System.getProperty("user.home"));
    if (NAMED.stream().allMatch(name -> Utils.getEnvOrSystemProperty(name, "").isEmpty())
        && !isUsable(home)) {
      Path own =
          own(Path.of(System.getProperty("java.io.tmpdir")), System.getProperty("user.name"));
      if (!Files.exists(own.resolve("pytorch"))) {
        LOG.info(
            "{} cannot be written, so the engine's natives are unpacked to {}."
                + " ENGINE_CACHE_DIR names another folder.",
            home.resolve(".djl.ai"),
            own);
      }
      System.setProperty(NAMED.get(0), own.toString());
    }
    mend(path().resolve("pytorch"), descriptions());
  }

  /** Returns whether DJL can unpack to the home folder, or has done so. */
  private static boolean isUsable(Path home) {
    Path cache = home.resolve(".djl.ai");
    Path folder = cache.resolve("pytorch");
    boolean isWritable =
        Stream.of(folder, cache, home)
            .filter(Files::exists)
            .findFirst()
            .filter(Files::isWritable)
            .isPresent();
    return isWritable
        || descriptions().stream().anyMatch(one -> Files.isDirectory(folder.resolve(one.folder())));
  }

  /**
   * Returns a folder that only this user can read or write; creates it if it is missing.
   *
   * @param temporary the temporary folder
   * @throws DragomanException of kind RUNTIME if another user owns it, or it is a link
   */
  static Path own(Path temporary, String user) {
    Path folder = temporary.resolve("dragoman-" + user.replaceAll("[^A-Za-z0-9._-]", "_"));
    boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    try {
      if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
        try {
          if (posix) {
            Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(OWN));
          } else {
            Files.createDirectory(folder);
          }
        } catch (FileAlreadyExistsException e) {
          LOG.debug("{} was made by another process of this user", folder);
        }
      }
      if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS) || !isOurs(folder, temporary)) {
        throw new FileSystemException(
            folder.toString(), null, "it is a link, or belongs to someone else");
      }
      if (posix) {
        Files.setPosixFilePermissions(folder, OWN);
      }
      return folder;
    } catch (IOException e) {
      throw DragomanException.runtime(
          "The engine's natives need a folder, and neither the home folder nor "
              + folder
              + " can be used ("
              + e.getMessage()
              + "). Name one by ENGINE_CACHE_DIR.",
          e);
    }
  }

  /**
   * Returns whether this user owns the folder. User names differ between systems, so it compares
   * the owner with that of a new file.
   */
  private static boolean isOurs(Path folder, Path temporary) throws IOException {
    Path mine = Files.createTempFile(temporary, "dragoman", null);
    try {
      return Files.getOwner(mine).equals(Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS));
    } finally {
      Files.delete(mine);
    }
  }

  /**
   * The natives on the class path.
   *
   * @param folder the folder that DJL unpacks them to
   * @param place the place of the libraries on the class path
   * @param libraries their names
   */
  record Description(String folder, String place, List<String> libraries) {}

  private static List<Description> descriptions() {
    ClassLoader loader = NativesFolder.class.getClassLoader();
    try {
      return Collections.list(loader.getResources(DESCRIPTION)).stream()
          .map(NativesFolder::read)
          .filter(one -> !one.libraries().equals(List.of("")))
          .toList();
    } catch (IOException e) {
      LOG.debug("The natives on the class path cannot be listed", e);
      return List.of();
    }
  }

  private static Description read(URL file) {
    Properties properties = new Properties();
    try (InputStream in = file.openStream()) {
      properties.load(in);
    } catch (IOException e) {
      LOG.debug("{} cannot be read", file, e);
    }
    String flavor = properties.getProperty("flavor", "");
    String classifier = properties.getProperty("classifier", "");
    return new Description(
        String.join("-", properties.getProperty("version", ""), flavor, classifier),
        "pytorch/" + flavor + "/" + classifier + "/",
        Arrays.asList(properties.getProperty("libraries", "").split(",")));
  }

  /** Removes incomplete natives, and the folders of killed unpackings. */
  static void mend(Path folder, List<Description> descriptions) {
    for (Description one : descriptions) {
      Path natives = folder.resolve(one.folder());
      if (Files.isDirectory(natives) && !isWhole(natives, one)) {
        LOG.warn("The engine's natives in {} are damaged: they are unpacked again.", natives);
        Utils.deleteQuietly(natives);
      }
    }
    if (Files.isDirectory(folder)) {
      try (Stream<Path> entries = Files.list(folder)) {
        entries.filter(NativesFolder::isLeftOver).forEach(Utils::deleteQuietly);
      } catch (IOException e) {
        LOG.debug("{} cannot be listed", folder, e);
      }
    }
  }

  private static boolean isWhole(Path natives, Description description) {
    try {
      for (String library : description.libraries()) {
        URL source =
            NativesFolder.class.getClassLoader().getResource(description.place() + library);
        Path file = natives.resolve(library);
        if (source != null
            && (!Files.exists(file)
                || Files.size(file) != source.openConnection().getContentLengthLong())) {
          return false;
        }
      }
    } catch (IOException e) {
      LOG.debug("{} cannot be compared with the class path", natives, e);
    }
    return true;
  }

  /**
   * Returns whether a folder is left over. DJL unpacks to a folder of this name and then moves it;
   * nobody will move one that is a day old.
   */
  private static boolean isLeftOver(Path entry) {
    try {
      return String.valueOf(entry.getFileName()).startsWith("tmp")
          && Files.getLastModifiedTime(entry).toInstant().isBefore(Instant.now().minus(YOUNG));
    } catch (IOException e) {
      return false;
    }
  }
}
