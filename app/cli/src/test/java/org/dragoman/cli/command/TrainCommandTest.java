package org.dragoman.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.dragoman.cli.Run;
import org.dragoman.cli.io.ExitCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code dragoman train} says of what it cannot train by. */
class TrainCommandTest {
  private static final String CONFIG =
      """
      name: tiny
      data:
        train: {source: '${DATA}/train.en', target: '${DATA}/train.digits'}
        dev: {source: '${DATA}/dev.en', target: '${DATA}/dev.digits'}
      text:
        source: {tokenizer: word}
        target: {tokenizer: char}
      model:
        embedding: {size: 4}
        encoder: {cell: {type: gru, size: 4}}
        decoder: {cell: {type: gru, size: 4}}
      training:
        batch: {size: 8}
        stop: {updates: 2}
      """;

  @TempDir private Path folder;
  private Path run;

  @BeforeEach
  void makeCorpus() throws IOException {
    run = folder.resolve("run");
    write("train.en", "one\ntwo\nthree\nfour\n");
    write("train.digits", "1\n2\n3\n4\n");
    write("dev.en", "five\nsix\n");
    write("dev.digits", "5\n6\n");
    write("config.yaml", CONFIG);
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private Run train(String... more) {
    return Run.of(
        arguments(Stream.concat(Stream.of("--data", folder.toString()), Stream.of(more))));
  }

  private String[] arguments(Stream<String> more) {
    return Stream.concat(
            Stream.of(
                "train",
                folder.resolve("config.yaml").toString(),
                "--device",
                "cpu",
                "--run",
                run.toString()),
            more)
        .toArray(String[]::new);
  }

  /** A mistake that is found before anything is written. */
  private void assertRefused(Run result, String message) {
    assertThat(result.err()).isEqualToNormalizingNewlines("dragoman: " + message + "\n");
    assertThat(result.code()).isEqualTo(ExitCode.USAGE);
    assertThat(result.out()).isEmpty();
    assertThat(run).doesNotExist();
  }

  private void assertBadData(Run result, String message) {
    assertThat(result.err().lines().toList()).contains("dragoman: " + message);
    assertThat(result.code()).isEqualTo(ExitCode.DATA);
    assertThat(result.out()).isEmpty();
  }

  @Test
  void keepBoundsWhatStaysOnTheDisk() {
    Run refused = train("--keep=0");
    assertThat(refused.code()).isEqualTo(ExitCode.USAGE);
    assertThat(refused.err()).contains("training.checkpoint").doesNotContain("\tat ");
    assertThat(run).doesNotExist();

    Run result =
        train("--keep=1", "--set=training.stop.updates=5", "--set=training.checkpoint.every=1");
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(run.resolve("checkpoints").toFile().list()).hasSize(1);
  }

  @Test
  void allProblemsOfAConfigurationAreToldAtOnce() throws IOException {
    write(
        "config.yaml",
        CONFIG
            .replace("encoder: {cell: {type: gru", "encoder: {layer: 2, cell: {type: gruu")
            .replace("batch: {size: 8}", "batch: {size: many, by: words}")
            .replace(
                "stop: {updates: 2}", "optimizer: {learning-rate: -1}\n  stopp: {updates: 2}"));

    assertRefused(
        train(),
        """
        %s has 6 problems:
          Unknown RNN cell 'gruu' at model.encoder.cell.type. Did you mean 'gru'? Installed: gru, gru-layer-norm, gru-reset-before, jordan, lstm, lstm-coupled, lstm-layer-norm, lstm-multiplicative, lstm-peephole, mgu, rnn-relu, rnn-tanh, sru.
          Unknown key 'layer' at model.encoder. Did you mean 'layers'? Known: cell, layers, bidirectional, alternating, residual, highway, transition-depth, carry-state.
          training.batch.by: unknown value 'words'. Known: sentences, tokens.
          training.batch.size: expected a whole number, got 'many'
          training.optimizer: learning-rate must be above 0, got -1.0
          Unknown key 'stopp' at training. Did you mean 'stop'? Known: seed, products, batch, optimizer, schedule, clip-norm, clip-value, accumulate, average, from, freeze, guard, label-smoothing, regime, teacher-forcing, loss, max-length, stop, validation, checkpoint."""
            .formatted(folder.resolve("config.yaml")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "training.batch.size=eight | training.batch.size: expected a whole number, got 'eight'",
        "training.batch.size=1.5   | training.batch.size: expected a whole number, got 1.5",
        "training.batch.size=      | training.batch.size: expected a whole number, got nothing",
        "training.clip-norm=[1]    | training.clip-norm: expected a number, got a list",
        "model.embedding=7         | model.embedding: expected a mapping, got 7",
        "model.encoder.bidirectional=yes | model.encoder.bidirectional: expected true or false, got 'yes'",
        "name=7                    | name: expected text in quotes, got 7",
        "model.tie=all | model.tie: source and target embeddings can be one only where both sides share a vocabulary. Set text.shared, or take 'output' or 'none'.",
        "model={tie: output, decoder: {readout: 7}} | model: decoder.readout: an output layer tied to the embeddings reads 256 values (embedding.size), got 7. Leave it out, or change tie.",
        "training.sed=7            | Unknown key 'sed' at training. Did you mean 'seed'? Known: seed, products, batch, optimizer, schedule, clip-norm, clip-value, accumulate, average, from, freeze, guard, label-smoothing, regime, teacher-forcing, loss, max-length, stop, validation, checkpoint.",
      })
  void aSettingOfAWrongTypeIsRefused(String setting, String problem) {
    assertRefused(
        train("--set", setting),
        "%s has 1 problem:\n  %s".formatted(folder.resolve("config.yaml"), problem));
  }

  @Test
  void aModelThatDoesNotFitTogetherLeavesTheFolderFree() {
    Run refused = train("--set", "model.bridge=last", "--set", "model.decoder.cell.size=5");

    String message =
        "model.bridge: 'last' copies the encoder's final state (4 units) to a decoder of 5.";
    assertThat(refused.code()).as(refused.err()).isEqualTo(ExitCode.USAGE);
    assertThat(refused.err()).startsWith("dragoman: " + message).containsOnlyOnce(message);
    assertThat(run).doesNotExist();

    Run mended = train();
    assertThat(mended.code()).as(mended.err()).isZero();
  }

  @Test
  void theLogOfARunTellsSamplesOfItsValidations() {
    Run result = train("--set", "training.validation.every=2");

    assertThat(result.err()).containsOnlyOnce("  source      five");
    assertThat(run.resolve("train.log")).content().contains("INFO    source      five");
  }

  @Test
  void aSettingOfABadFormIsRefused() {
    assertRefused(
        train("--set", "training.seed"),
        "Override 'training.seed': expected path.to.key=value, for example training.seed=7. On the"
            + " command line: --set.");
    assertRefused(
        train("--set", "name.first=x"),
        "Override name.first: name is 'tiny', which has no keys. Set the whole of it: name={...}. On"
            + " the command line: --set.");
  }

  @Test
  void theConfigurationIsMissingOrNoYaml() throws IOException {
    Path config = folder.resolve("config.yaml");
    write("config.yaml", "name: [tiny\n");
    assertRefused(
        train(),
        config
            + ", line 2, column 1: while parsing a flow sequence: expected ',' or ']', but got"
            + " <stream end>");
    write("config.yaml", "");
    assertRefused(train(), config + ": expected a configuration, lines of the form 'key: value'.");
    Files.delete(config);
    assertRefused(train(), "The configuration file " + config + " does not exist.");
    Files.createDirectory(config);
    assertRefused(train(), config + " is a directory; expected a configuration file in YAML.");
  }

  @Test
  void dataMustHaveAValue() {
    assertRefused(
        Run.of(arguments(Stream.of())),
        folder.resolve("config.yaml")
            + ": data.train.source needs the value of ${DATA}, the data folder. Give it, or set the"
            + " environment variable DATA. On the command line: --data.");
  }

  @Test
  void dataMayComeFromTheEnvironment() {
    Run result =
        Run.of(
            new ByteArrayInputStream(new byte[0]),
            Map.of("DATA", folder.resolve("none").toString()),
            arguments(Stream.of()));

    assertBadData(
        result, "data.train: " + folder.resolve("none").resolve("train.en") + " does not exist.");
  }

  @Test
  void theTrainingTextMayComeFromStandardInputBesideAMemory() throws IOException {
    Path memory =
        write(
            "memory.tmx",
            """
            <tmx version="1.4"><header/><body>
            <tu><tuv xml:lang="en"><seg>seven</seg></tuv><tuv xml:lang="de"><seg>7</seg></tuv></tu>
            </body></tmx>
            """);
    String corpora =
        "data.train=[{tsv: '-', weight: 1.5}, {tmx: %s, languages: [en, de]}]".formatted(memory);
    Run result =
        Run.of(
            new ByteArrayInputStream("one\t1\ntwo\t2\n".getBytes(StandardCharsets.UTF_8)),
            Map.of(),
            arguments(Stream.of("--data", folder.toString(), "--set", corpora)));

    assertThat(result.code()).as(result.err()).isZero();
    assertThat(run.resolve("train.log"))
        .content()
        .contains("data.train[0] (standard input): 2 pairs; left out 0 with an empty side")
        .contains("data.train: 3 sentence pairs;");
    assertThat(run.resolve("scratch")).doesNotExist();
  }

  @Test
  void aDamagedMemoryIsToldByLineAndColumn() throws IOException {
    Path memory = write("memory.tmx", "<tmx><body>\n<tu><tuv xml:lang='en'><seg>a</tuv></tu>\n");
    assertBadData(
        train("--set", "data.train={tmx: %s, languages: [en, de]}".formatted(memory)),
        "data.train: "
            + memory
            + ", line 2, column 34: not well-formed XML: Unexpected close tag </tuv>; expected </seg>. Mend the file, or export the memory anew.");
  }

  @Test
  void aMissingCorpusIsNamed() throws IOException {
    Files.delete(folder.resolve("dev.digits"));
    assertBadData(train(), "data.dev: " + folder.resolve("dev.digits") + " does not exist.");
  }

  @Test
  void corporaOfDifferentLengthsAreNamedWithBothLengths() throws IOException {
    write("train.digits", "1\n2\n3\n");
    assertBadData(
        train(),
        "data.train: %s has 4 lines, but %s has 3; line n of one must be the translation of line n of the other."
            .formatted(folder.resolve("train.en"), folder.resolve("train.digits")));
  }

  @Test
  void whatIsNotUtf8IsNamedByFileLineAndOffset() throws IOException {
    Path file = folder.resolve("train.en");
    Files.write(file, "one\nzwölf\nthree\nfour\n".getBytes(StandardCharsets.ISO_8859_1));
    assertBadData(
        train(),
        "data.train: "
            + file
            + ", line 2: not UTF-8: byte 0xF6 at byte offset 2 of the line, 6 of the text (both"
            + " counted from 0). Convert the file to UTF-8, or set 'encoding', perhaps to"
            + " windows-1252.");
  }

  @Test
  void anEmptyCorpusIsRefused() throws IOException {
    write("train.en", "");
    write("train.digits", "");
    assertBadData(
        train(),
        "data.train: no pair of %s, %s is left (left out 0 with an empty side). Give a corpus with sentences on both sides, or change data.filters."
            .formatted(folder.resolve("train.en"), folder.resolve("train.digits")));
  }

  @Test
  void aCorpusOfEmptyLinesIsRefused() throws IOException {
    write("train.en", "\n\n");
    write("train.digits", "1\n2\n");
    assertBadData(
        train(),
        "data.train: no pair of %s, %s is left (left out 2 with an empty side). Give a corpus with sentences on both sides, or change data.filters."
            .formatted(folder.resolve("train.en"), folder.resolve("train.digits")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"dev", "train"})
  void aCorpusIsAFolder(String part) throws IOException {
    Path file = folder.resolve(part + ".en");
    Files.delete(file);
    Files.createDirectory(file);
    assertBadData(
        train(), "data." + part + ": " + file + " is a folder; a text file was expected.");
  }

  @Test
  void aFolderWithARunIsNotTrainedInAnew() {
    Run first = train();
    assertThat(first.code()).as(first.err()).isZero();
    assertThat(run.resolve("bundle/manifest.json")).exists();
    assertThat(run.resolve("train.log")).content().contains("Done after 2 updates");

    Run again = train();
    assertThat(again.code()).isEqualTo(ExitCode.USAGE);
    assertThat(again.err())
        .isEqualToNormalizingNewlines(
            "dragoman: "
                + run
                + " holds a run already. Resume it, choose another folder, or remove it. On the"
                + " command line: --resume, --run.\n");

    Run other = train("--resume", "--set", "model.embedding.size=5");
    assertThat(other.code()).isEqualTo(ExitCode.USAGE);
    assertThat(other.err()).contains("model.embedding.size: 4 in the run, 5 now");

    assertThat(train("--resume").code()).isZero();
    assertThat(train("--resume", "--set", "training.stop.updates=3").code()).isZero();
    assertThat(run.resolve("train.log")).content().contains("Done after 3 updates");
  }

  /** It learns from its source as it is; its bundle cleans what it is given, as others do. */
  @Test
  void aRunOfBeforeThereWasCleaningGoesOnAsItWas() throws IOException {
    assertThat(train().code()).isZero();
    Path config = run.resolve("config.yaml");
    Files.writeString(config, Files.readString(config).replace("  clean-source: always\n", ""));

    Run resumed = train("--resume", "--set", "training.stop.updates=3");

    assertThat(resumed.code()).as(resumed.err()).isZero();
    assertThat(config).content().contains("  clean-source: translation\n");
    Path bundle = run.resolve("bundle");
    assertThat(Run.reading("a\u00a0b\n", "text", "show", "-m", bundle.toString()).out())
        .contains("  cleaned     a b\n");
  }

  @Test
  void withoutARunThereIsNothingToResume() {
    assertRefused(
        train("--resume"),
        run
            + " holds no run to resume. Begin one, or name the folder of the run. On the command line:"
            + " --resume, --run.");
  }

  @Test
  void theRunFolderIsAFile() throws IOException {
    write("run", "");
    Run result = train();
    assertThat(result.code()).isEqualTo(ExitCode.USAGE);
    assertThat(result.err())
        .isEqualToNormalizingNewlines(
            "dragoman: "
                + run
                + " is a file; a run needs a folder. Choose another one. On the command line: --run.\n");

    run = run.resolve("below");
    Run below = train();
    assertThat(below.code()).isEqualTo(ExitCode.RUNTIME);
    assertThat(below.err()).startsWith("dragoman: Cannot write the run folder " + run + ": ");
  }

  @Test
  void aRunThatFailedOnItsDataGoesOnByResume() throws IOException {
    Path file = folder.resolve("train.en");
    String text = Files.readString(file);
    write("train.en", "one\n");
    Run failed = train();
    assertThat(failed.code()).isEqualTo(ExitCode.DATA);
    assertThat(run.resolve("train.log")).content().contains("ERROR data.train: " + file);

    Files.writeString(file, text);
    Run again = train("--resume");

    assertThat(again.code()).as(again.err()).isZero();
    assertThat(again.err()).contains("No checkpoint yet: training begins anew");
  }

  private Map<String, String> content(Path below) throws IOException {
    Map<String, String> content = new TreeMap<>();
    try (Stream<Path> files = Files.walk(below)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        content.put(below.relativize(file).toString(), Files.readString(file));
      }
    }
    return content;
  }

  /** As {@code --run .} beside the configuration and the corpora does. */
  @Test
  void theFolderOfTheConfigurationIsNoFolderForARun() throws IOException {
    Files.createDirectory(folder.resolve("text"));
    write("text/more.en", "a corpus\n");
    Map<String, String> before = content(folder);
    run = folder;
    for (String resume : new String[] {"--set=training.seed=1", "--resume"}) {
      Run refused = train(resume);
      assertThat(refused.code()).as(refused.err()).isEqualTo(ExitCode.USAGE);
      assertThat(refused.err()).contains("--run");
      assertThat(content(folder)).isEqualTo(before);
    }
  }

  @Test
  void aTypoInAPathOfTheDataChangesNothing() throws IOException {
    // A run that failed on what its corpora hold.
    write("train.en", "one\n");
    assertThat(train().code()).isEqualTo(ExitCode.DATA);
    Map<String, String> before = content(run);
    for (String key :
        new String[] {
          "data.train.source", "data.dev.target", "text.source.vocabulary.file", "data.dev.source"
        }) {
      Run typo = train("--set", key + "=" + folder.resolve("typo"));
      assertThat(typo.code()).as(typo.err()).isEqualTo(ExitCode.DATA);
      assertThat(typo.err()).contains(folder.resolve("typo") + " does not exist.");
      assertThat(content(run)).isEqualTo(before);
    }
    Run unlike = train("--set", "model.tie=all");
    assertThat(unlike.code()).isEqualTo(ExitCode.USAGE);
    assertThat(content(run)).isEqualTo(before);
  }

  @Test
  void theConfigurationThatARunKeepsIsNotWrittenOver() throws IOException {
    write("train.en", "one\n");
    assertThat(train().code()).isEqualTo(ExitCode.DATA);
    Path kept = run.resolve("config.yaml");
    Files.writeString(kept, "# mine\n" + Files.readString(kept));
    Map<String, String> before = content(run);
    Run refused = Run.of("train", kept.toString(), "--run", run.toString());
    assertThat(refused.code()).isEqualTo(ExitCode.USAGE);
    assertThat(refused.err()).contains(kept + " would be written over by the new run.");
    assertThat(content(run)).isEqualTo(before);
  }
}
