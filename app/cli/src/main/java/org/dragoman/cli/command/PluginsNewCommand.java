package org.dragoman.cli.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.lang.model.SourceVersion;
import org.dragoman.cli.io.ExitCode;
import org.dragoman.cli.io.Streams;
import org.dragoman.cli.io.Version;
import org.dragoman.cli.option.GlobalOptions;
import org.dragoman.cli.option.InstalledPlugins;
import org.dragoman.cli.plugin.PluginProject;
import org.dragoman.cli.plugin.ProjectKind;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.file.AtomicFile;
import org.dragoman.runtime.file.Folders;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code dragoman plugins new}: writes the project of a new plugin. */
@Command(
    name = "new",
    description = {
      "Writes a whole Maven project for a plugin of one component, which works and passes its tests.",
      "Its README.md says how to build, check and use it."
    })
public final class PluginsNewCommand implements Callable<Integer> {
  /** The system property by which the launcher names the Maven repository of the distribution. */
  static final String REPOSITORY = "dragoman.repository";

  private static final String SPI = "org/dragoman/dragoman-spi";
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]*");

  @Parameters(index = "0", paramLabel = "KIND", description = "One of ${COMPLETION-CANDIDATES}.")
  private ProjectKind kind = ProjectKind.CELL;

  @Parameters(
      index = "1",
      paramLabel = "NAME",
      description = "What configurations call the component: small letters, digits and hyphens.")
  private String name = "";

  @Option(
      names = "--package",
      paramLabel = "PACKAGE",
      description = "Package of its classes. Default: org.example. and the name.")
  private @Nullable String packageName;

  @Option(
      names = "--output",
      paramLabel = "DIR",
      description = "Folder of the project, new or empty. Default: the name.")
  private @Nullable Path output;

  @Option(
      names = "--repository",
      paramLabel = "DIR",
      description =
          "Maven repository with Dragoman's artifacts. Default: that of this Dragoman, which is in the"
              + " folder 'repository' of a distribution.")
  private @Nullable Path repository;

  private final Streams streams;
  private final GlobalOptions options;

  public PluginsNewCommand(Streams streams, GlobalOptions options) {
    this.streams = streams;
    this.options = options;
  }

  @Override
  public Integer call() throws Exception {
    requireName();
    String packageOfClasses =
        packageName == null ? PluginProject.defaultPackage(name) : packageName;
    if (!SourceVersion.isName(packageOfClasses)) {
      throw DragomanException.configuration(
          "--package %s: expected a Java package, for example org.example.mycell."
              .formatted(packageOfClasses));
    }
    Path folder = output == null ? Path.of(name) : output;
    requireEmpty(folder);
    Path artifacts = repository();
    requireNotTaken();
    PluginProject project =
        new PluginProject(
            kind,
            name,
            packageOfClasses,
            version(artifacts, Version.own()),
            artifacts.toAbsolutePath().normalize().toUri().toString());
    for (var file : project.files().entrySet()) {
      write(folder.resolve(file.getKey()), file.getValue());
    }
    streams.err().printf("Wrote %d files to %s%n", project.files().size(), folder);
    streams.err().printf("Build it: (cd %s && mvn verify)%n", folder);
    streams.err().printf("Check it: dragoman plugins check %s/target/%s.jar%n", folder, name);
    return ExitCode.OK;
  }

  private void requireName() {
    if (!NAME.matcher(name).matches()) {
      throw DragomanException.configuration(
          "'%s' is not a name of the form [a-z][a-z0-9-]*, such as 'my-cell'.".formatted(name));
    }
  }

  private void requireNotTaken() throws Exception {
    InstalledPlugins.use(
        options,
        (torch, registry) -> {
          registry
              .find(kind.kind(), name)
              .ifPresent(
                  taken -> {
                    throw DragomanException.configuration(
                        "There is a %s '%s' already (%s). Choose another name."
                            .formatted(kind.kind().label(), name, taken.origin().name()));
                  });
          return registry;
        });
  }

  private static void requireEmpty(Path folder) throws IOException {
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw DragomanException.configuration(
          folder + " is a file. Choose another folder by --output.");
    }
    if (Files.isDirectory(folder)) {
      try (Stream<Path> files = Files.list(folder)) {
        if (files.findAny().isPresent()) {
          throw DragomanException.configuration(
              folder + " is not empty. Choose another folder by --output.");
        }
      }
    }
  }

  private Path repository() {
    Path named =
        repository != null
            ? repository
            : Optional.ofNullable(System.getProperty(REPOSITORY))
                .map(Path::of)
                .orElseThrow(
                    () ->
                        DragomanException.configuration(
                            "It is not known where Dragoman's artifacts are. Name the Maven repository"
                                + " that has them by --repository, or start by the launcher."));
    if (!Files.isDirectory(named.resolve(SPI))) {
      throw DragomanException.configuration(
          named
              + " is no Maven repository that has org.dragoman:dragoman-spi. Name one by --repository:"
              + " the folder 'repository' of a distribution.");
    }
    return named;
  }

  /**
   * Returns the version of the artifacts: that of this Dragoman if the repository has it, otherwise
   * the latest.
   */
  static String version(Path repository, Optional<String> own) throws IOException {
    if (own.isPresent() && Files.isDirectory(repository.resolve(SPI).resolve(own.get()))) {
      return own.get();
    }
    try (Stream<Path> versions = Files.list(repository.resolve(SPI))) {
      return versions
          .filter(Files::isDirectory)
          .map(folder -> folder.getFileName().toString())
          .max(Comparator.naturalOrder())
          .orElseThrow(
              () ->
                  DragomanException.configuration(
                      repository.resolve(SPI) + " is empty. Build Dragoman anew."));
    }
  }

  private static void write(Path file, String text) {
    try {
      Folders.make(file.toAbsolutePath().resolveSibling(""));
    } catch (IOException e) {
      throw DragomanException.runtime("cannot make the folder of " + file + ": " + e, e);
    }
    AtomicFile.write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }
}
