package org.dragoman.cli.command;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.dragoman.cli.io.ExitCode;
import org.dragoman.cli.io.InputLines;
import org.dragoman.cli.io.Interruption;
import org.dragoman.cli.io.MarkedText;
import org.dragoman.cli.io.RequestLines;
import org.dragoman.cli.io.StandardFiles;
import org.dragoman.cli.io.Streams;
import org.dragoman.cli.io.WorkProgress;
import org.dragoman.cli.option.AlignmentOptions;
import org.dragoman.cli.option.BundleOptions;
import org.dragoman.cli.option.EncodingOption;
import org.dragoman.cli.option.GlobalOptions;
import org.dragoman.cli.option.OutputOptions;
import org.dragoman.cli.option.RequestOptions;
import org.dragoman.cli.option.UnknownOptions;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.file.AtomicFile;
import org.dragoman.runtime.file.FileRoles;
import org.dragoman.runtime.file.InputFile;
import org.dragoman.runtime.file.LineReader;
import org.dragoman.runtime.file.TextInput;
import org.dragoman.runtime.text.Languages;
import org.dragoman.runtime.text.SentenceSplitter;
import org.dragoman.translate.Candidate;
import org.dragoman.translate.Translation;
import org.dragoman.translate.TranslationOptions;
import org.dragoman.translate.Translator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code dragoman translate}: files or standard input, line for line. */
@Command(
    name = "translate",
    description = "Translates text, one sentence a line. An empty line stays empty.")
public final class TranslateCommand implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Mixin private final BundleOptions bundle = new BundleOptions();

  @Parameters(
      paramLabel = "FILE",
      arity = "0..*",
      description =
          "Files to translate, which may be packed by gzip or zstd. Default: standard input, also"
              + " called -.")
  private List<Path> files = new ArrayList<>();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "OUT",
      description = "File to write, put in place when it is whole. Default: standard output.")
  private @Nullable Path output;

  @Mixin private final OutputOptions form = new OutputOptions();

  @Mixin private final RequestOptions requests = new RequestOptions();

  @Mixin private final AlignmentOptions alignments = new AlignmentOptions();

  @Mixin private final UnknownOptions unknown = new UnknownOptions();

  @Option(
      names = "--split-sentences",
      description =
          "Translate each line sentence by sentence, and put the white space and line ends back as"
              + " they were.")
  private boolean splitSentences;

  @Option(
      names = "--source-language",
      paramLabel = "L",
      description =
          "The language of the text, such as en or ja, for --split-sentences. Default: the bundle's.")
  private @Nullable String sourceLanguage;

  @Option(
      names = "--as-text",
      description =
          "Translate what looks like a document, such as HTML or subtitles, line by line all the"
              + " same.")
  private boolean asText;

  @Mixin private final EncodingOption encoding = new EncodingOption();

  private final Streams streams;
  private final GlobalOptions options;

  public TranslateCommand(Streams streams, GlobalOptions options) {
    this.streams = streams;
    this.options = options;
  }

  @Override
  public Integer call() throws Exception {
    if (splitSentences) {
      requireWholeTexts();
    }
    // Checked before the model is loaded, and before half of the files are translated.
    requests.requireReadable();
    TranslationOptions asked =
        bundle
            .translationOptions(form.candidates())
            .withDetail(alignments.detail(form.detail()))
            .withUnknownWords(unknown.words());
    TextInput texts = encoding.input();
    files.stream()
        .filter(file -> !file.equals(InputLines.STANDARD_INPUT))
        .forEach(file -> requireText(file, texts));
    checkOutputs();
    try (WorkProgress progress = progress();
        Translator translator =
            bundle.open(options, asked, builder -> builder.optProgress(progress::done));
        InputLines input = new InputLines(files, streams.in(), texts, this::requirePlain);
        RequestLines constraints = requests.open(texts)) {
      translator.check(asked, requests.features());
      requests.check(translator, files, texts);
      if (splitSentences) {
        progress.begin("translating", "sentences", null);
      } else {
        progress.begin("translating", "lines", () -> InputLines.count(files, texts));
      }
      return Interruption.letFinish(
          () -> translate(translator, asked, input, constraints, progress), PATIENCE);
    }
  }

  /** Checks that no input is overwritten. */
  private void checkOutputs() {
    FileRoles roles = new FileRoles();
    InputLines.addTo(roles, files);
    bundle.addTo(roles);
    requests.addTo(roles);
    unknown.addTo(roles);
    StandardFiles.addOutput(roles, "--output", output);
    alignments.check(roles);
  }

  /** Refuses options that refer to lines if lines are cut into sentences. */
  private void requireWholeTexts() {
    if (form.isNBest()) {
      throw DragomanException.configuration(
          "--n-best lists candidates of sentences, and --split-sentences puts sentences together."
              + " Give one of them.");
    }
    if (!form.arePlain() || alignments.areWanted() || !requests.features().isEmpty()) {
      throw DragomanException.configuration(
          "--split-sentences writes text only, and knows nothing of single lines. Leave it out with"
              + " --format json, --alignments, --prefix, --required, --banned, --require and --ban.");
    }
  }

  private WorkProgress progress() {
    return output == null
        ? WorkProgress.besideOutput(streams.err())
        : new WorkProgress(streams.err());
  }

  /** Checks all files before the model is loaded. */
  private void requireText(Path file, TextInput texts) {
    if (!Files.exists(file) && looksLikeASentence(file.toString())) {
      throw DragomanException.data(
          "There is no file '%s'. To translate a sentence: echo '%s' | dragoman translate -m BUNDLE"
              .formatted(file, file.toString().replace("'", "'\\''")));
    }
    InputFile.requireReadable(file);
    if (Files.isRegularFile(file)) {
      try (LineReader reader = texts.open(file)) {
        requirePlain(reader);
      }
    }
  }

  /**
   * Guesses whether a name is a sentence: a file name usually has an ending or a folder, and no
   * space.
   */
  private static boolean looksLikeASentence(String name) {
    return name.contains(" ") || !(name.contains(".") || name.contains("/"));
  }

  private void requirePlain(LineReader reader) {
    if (!asText) {
      MarkedText.of(reader.name(), reader.beginning())
          .ifPresent(
              format -> {
                throw DragomanException.data(
                    "%s is %s, not plain text with a sentence a line: its marks would be translated,"
                            .formatted(reader.name(), format.words())
                        + " too. Take the text out of it first, or insist by --as-text.");
              });
    }
  }

  private int translate(
      Translator translator,
      TranslationOptions asked,
      InputLines input,
      RequestLines constraints,
      WorkProgress progress)
      throws IOException {
    long start = System.nanoTime();
    alignments.write(
        sink -> {
          if (output == null) {
            write(translator, asked, input, constraints, sink, streams.out());
          } else {
            AtomicFile.write(
                output, out -> write(translator, asked, input, constraints, sink, out));
          }
        });
    double seconds = (System.nanoTime() - start) / 1e9;
    progress.close();
    streams
        .err()
        .printf(
            Locale.ROOT,
            "%d lines, %d words in %.1f s: %.1f lines/s, %.0f words/s%n",
            input.lines(),
            input.words(),
            seconds,
            input.lines() / seconds,
            input.words() / seconds);
    return ExitCode.OK;
  }

  private void write(
      Translator translator,
      TranslationOptions asked,
      InputLines input,
      RequestLines constraints,
      AlignmentOptions.Sink sink,
      OutputStream stream)
      throws IOException {
    Writer out = new OutputStreamWriter(stream, StandardCharsets.UTF_8);
    if (splitSentences) {
      SentenceSplitter splitter = new SentenceSplitter(sourceLanguage(translator));
      try (Stream<String> texts =
          translator.translateTexts(input.streamWithEnds(), splitter, asked)) {
        for (Iterator<String> iterator = texts.iterator(); iterator.hasNext(); ) {
          out.write(iterator.next());
          out.flush();
        }
      }
      return;
    }
    try (Stream<Translation> translations =
        translator.translate(constraints.beside(input.stream()), asked, input::nameOf)) {
      Iterator<Translation> iterator = translations.iterator();
      for (long line = 1; iterator.hasNext(); line++) {
        Translation translation = iterator.next();
        form.write(translation, line, out);
        if (alignments.areWanted()) {
          for (Candidate candidate : translation.nBest()) {
            sink.write(line, Objects.requireNonNull(candidate.tokens()));
          }
        }
        // A reader at a pipe's other end sees each line as soon as it is there.
        out.flush();
      }
    }
  }

  private String sourceLanguage(Translator translator) {
    if (sourceLanguage != null) {
      return sourceLanguage;
    }
    return translator
        .languages()
        .map(Languages::source)
        .orElseThrow(
            () ->
                DragomanException.configuration(
                    "--split-sentences needs the language of the text, and the bundle does not say"
                        + " it. Give it as --source-language, such as en or ja."));
  }
}
