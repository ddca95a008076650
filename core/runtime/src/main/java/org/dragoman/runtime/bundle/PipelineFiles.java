package org.dragoman.runtime.bundle;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Objects;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.plugin.Components;
import org.dragoman.runtime.text.AtomicFile.IoConsumer;
import org.dragoman.runtime.text.Normalizer;
import org.dragoman.runtime.text.Pipelines;
import org.dragoman.runtime.text.TextConfig;
import org.dragoman.runtime.text.TextConfig.SideConfig;
import org.dragoman.runtime.text.TextPipeline;
import org.dragoman.runtime.text.Vocabulary;
import org.dragoman.spi.ComponentSpec;
import org.dragoman.spi.SubwordModel;
import org.jspecify.annotations.Nullable;

/** The files of the text pipelines: vocabularies, and subword models where there are any. */
final class PipelineFiles {
  private PipelineFiles() {}

  /** Takes files to write. */
  @FunctionalInterface
  interface Target {
    /** Writes a file. */
    void write(String name, IoConsumer<OutputStream> content);
  }

  static void write(Pipelines pipelines, Target target) {
    if (pipelines.shared()) {
      write(pipelines.source(), "", target);
    } else {
      write(pipelines.source(), BundleFiles.SOURCE, target);
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

  static Pipelines read(TextConfig config, Components components, CheckedFiles files) {
    if (config.isShared()) {
      TextPipeline both = read(config.sourceSide(), "", components, files);
      return new Pipelines(both, both, true);
    }
    return new Pipelines(
        read(config.sourceSide(), BundleFiles.SOURCE, components, files),
        read(config.targetSide(), BundleFiles.TARGET, components, files),
        false);
  }

  private static TextPipeline read(
      SideConfig config, String prefix, Components components, CheckedFiles files) {
    return new TextPipeline(
        new Normalizer(config.normalization()),
        components.tokenizer(config.tokenizer()),
        subword(config.subword(), prefix, components, files),
        files.read(prefix + BundleFiles.VOCABULARY, Vocabulary::load));
  }

  private static @Nullable SubwordModel subword(
      @Nullable ComponentSpec spec, String prefix, Components components, CheckedFiles files) {
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
