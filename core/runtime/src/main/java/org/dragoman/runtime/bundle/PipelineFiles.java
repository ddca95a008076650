package org.dragoman.runtime.bundle;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.bundle.CheckedFiles.Content;
import org.dragoman.runtime.file.AtomicFile;
import org.dragoman.runtime.file.AtomicFile.IoConsumer;
import org.dragoman.runtime.plugin.Components;
import org.dragoman.runtime.text.Labels;
import org.dragoman.runtime.text.Normalizer;
import org.dragoman.runtime.text.Pipelines;
import org.dragoman.runtime.text.TextConfig;
import org.dragoman.runtime.text.TextConfig.SideConfig;
import org.dragoman.runtime.text.TextPipeline;
import org.dragoman.runtime.text.Vocabulary;
import org.dragoman.spi.ComponentSpec;
import org.dragoman.spi.SubwordModel;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes the files of the text pipelines: vocabularies and, if there are any, subword
 * models. Bundles and folders of training runs contain them.
 */
public final class PipelineFiles {
  private static final Set<String> NAMES =
      Stream.of(BundleFiles.VOCABULARY, BundleFiles.CODES)
          .flatMap(name -> Stream.of(name, BundleFiles.SOURCE + name, BundleFiles.TARGET + name))
          .collect(Collectors.toUnmodifiableSet());

  private PipelineFiles() {}

  /** Returns whether a name is that of such a file. */
  public static boolean isOne(String name) {
    return NAMES.contains(name);
  }

  /**
   * Writes the files into a folder.
   *
   * @param folder an existing folder
   * @throws DragomanException of kind RUNTIME if a file cannot be written
   */
  public static void save(Pipelines pipelines, Path folder) {
    write(pipelines, (name, content) -> AtomicFile.write(folder.resolve(name), content));
  }

  /**
   * Reads the files of a training run's folder.
   *
   * @param config that made the pipelines; ready files that it names are ignored
   * @throws DragomanException of kind DATA if a file is missing or malformed
   */
  public static Pipelines load(Path folder, TextConfig config, Components components) {
    Pipelines pipelines = read(config, components, new FolderFiles(folder));
    return config.cleanSource().inTraining() ? pipelines.cleaningSource() : pipelines;
  }

  /** Receives files to write. */
  @FunctionalInterface
  interface Target {
    /** Writes a file. */
    void write(String name, IoConsumer<OutputStream> content);
  }

  /** Supplies files to read. */
  interface Source {
    /** Reads a file. */
    <T> T read(String name, Content<T> content);
  }

  /**
   * The files of a folder, without checks.
   *
   * @param folder its path
   */
  private record FolderFiles(Path folder) implements Source {
    @Override
    public <T> T read(String name, Content<T> content) {
      Path file = folder.resolve(name);
      try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
        return content.read(in, file.toString());
      } catch (NoSuchFileException e) {
        throw DragomanException.data(file + " is missing.", e);
      } catch (IOException e) {
        throw DragomanException.data(file + " cannot be read: " + e, e);
      }
    }
  }

  static void write(Pipelines pipelines, Target target) {
    if (pipelines.shared()) {
      write(pipelines.source(), "", target);
    } else {
      if (pipelines.source() != pipelines.target()) {
        write(pipelines.source(), BundleFiles.SOURCE, target);
      }
      write(pipelines.target(), BundleFiles.TARGET, target);
    }
  }

  private static void write(TextPipeline pipeline, String prefix, Target target) {
    SubwordModel subword = pipeline.segmenter().subword();
    if (subword != null) {
      target.write(prefix + BundleFiles.CODES, subword::save);
    }
    target.write(prefix + BundleFiles.VOCABULARY, pipeline.vocabulary()::save);
  }

  /** Reads the pipelines; neither cleans its text. */
  static Pipelines read(TextConfig config, Components components, Source files) {
    if (config.isShared()) {
      TextPipeline both = read(config.sourceSide(), "", components, files);
      return new Pipelines(both, both, true);
    }
    TextPipeline target =
        config.hasLabels()
            ? Labels.pipeline(
                files.read(BundleFiles.TARGET + BundleFiles.VOCABULARY, Vocabulary::load))
            : read(config.targetSide(), BundleFiles.TARGET, components, files);
    TextPipeline source =
        config.source() == null
            ? target
            : read(config.sourceSide(), BundleFiles.SOURCE, components, files);
    return new Pipelines(source, target, false);
  }

  private static TextPipeline read(
      SideConfig config, String prefix, Components components, Source files) {
    SubwordModel subword = subword(config.subword(), prefix, components, files);
    Vocabulary vocabulary = files.read(prefix + BundleFiles.VOCABULARY, Vocabulary::load);
    return new TextPipeline(
        new Normalizer(config.normalization()),
        config.casing().of(components.tokenizer(config.tokenizer())),
        config.vocabulary().restrict(subword, vocabulary),
        vocabulary);
  }

  private static @Nullable SubwordModel subword(
      @Nullable ComponentSpec spec, String prefix, Components components, Source files) {
    if (spec == null) {
      return null;
    }
    return files.read(
        prefix + BundleFiles.CODES,
        (in, name) -> {
          try {
            return Objects.requireNonNull(components.subword(spec).load(spec.config(), in));
          } catch (IOException e) {
            throw DragomanException.data(name + ": " + e.getMessage(), e);
          }
        });
  }
}
