package org.dragoman.training.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.dragoman.training.data.Texts.pair;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.dragoman.corpus.Corpus;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.file.SentencePair;
import org.dragoman.runtime.plugin.Components;
import org.dragoman.runtime.text.Casing;
import org.dragoman.runtime.text.CleanSource;
import org.dragoman.runtime.text.Normalization;
import org.dragoman.runtime.text.Pipelines;
import org.dragoman.runtime.text.TextConfig;
import org.dragoman.runtime.text.TextConfig.SideConfig;
import org.dragoman.runtime.text.TextConfig.VocabularyConfig;
import org.dragoman.runtime.text.TextPipeline;
import org.dragoman.runtime.text.Vocabulary;
import org.dragoman.spi.ComponentSpec;
import org.dragoman.spi.SubwordModel;
import org.dragoman.training.data.CorpusHash;
import org.dragoman.training.data.Texts;
import org.dragoman.training.run.RunText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PipelineLearnerTest {
  private static final List<SentencePair> TRAIN =
      List.of(pair("red house", "Rotes Haus"), pair("red car", "Rotes Auto"), pair("red", "Rot"));
  private static final VocabularyConfig ALL = new VocabularyConfig(0, 1, 0, null);

  @TempDir Path folder;

  private static Pipelines learn(TextConfig config) {
    return new PipelineLearner(new Components(Texts.registry())).learn(config, TRAIN::forEach);
  }

  private static SideConfig side(
      ComponentSpec subword, String subwordFile, VocabularyConfig vocabulary) {
    return new SideConfig(
        List.of(Normalization.LOWERCASE),
        Texts.BLANKS,
        Casing.KEEP,
        subword,
        subwordFile,
        vocabulary);
  }

  private static TextConfig shared(SideConfig side) {
    return new TextConfig(side, null, null, false, CleanSource.ALWAYS);
  }

  private static List<String> entries(Vocabulary vocabulary) {
    return java.util.stream.IntStream.range(4, vocabulary.size())
        .mapToObj(vocabulary::token)
        .toList();
  }

  @Test
  void sidesApartHaveVocabulariesOfTheirOwnTheMostFrequentFirst() {
    Pipelines pipelines =
        learn(
            new TextConfig(
                null, side(null, null, ALL), side(null, null, ALL), false, CleanSource.ALWAYS));

    assertThat(pipelines.shared()).isFalse();
    assertThat(entries(pipelines.source().vocabulary())).containsExactly("red", "car", "house");
    assertThat(entries(pipelines.target().vocabulary()))
        .containsExactly("rotes", "auto", "haus", "rot");
  }

  @Test
  void aSharedPipelineIsOneAndLearnsFromBothSides() {
    Pipelines pipelines = learn(shared(side(null, null, ALL)));

    assertThat(pipelines.shared()).isTrue();
    assertThat(pipelines.source().vocabulary()).isSameAs(pipelines.target().vocabulary());
    assertThat(pipelines.source().segmenter())
        .isEqualTo(pipelines.target().segmenter().cleaning(true));
    assertThat(entries(pipelines.source().vocabulary()))
        .containsExactly("red", "rotes", "auto", "car", "haus", "house", "rot");
  }

  @Test
  void theSourceIsLearnedFromAsItIsCleaned() {
    List<SentencePair> untidy = List.of(pair("re\u00add\u00a0house \u200b", "Rot\u00a0es"));
    SideConfig side = side(null, null, ALL);
    for (CleanSource when : CleanSource.values()) {
      Pipelines shared =
          new PipelineLearner(new Components(Texts.registry()))
              .learn(new TextConfig(side, null, null, false, when), untidy::forEach);
      boolean cleans = when == CleanSource.ALWAYS;
      assertThat(shared.source().segmenter().normalizer().cleans()).isEqualTo(cleans);
      assertThat(shared.target().segmenter().normalizer().cleans()).isFalse();
      assertThat(entries(shared.source().vocabulary()).contains("house")).isEqualTo(cleans);
      assertThat(entries(shared.source().vocabulary())).contains("rot\u00a0es");
    }
  }

  @Test
  void aVocabularyIsOfPiecesWhereThereIsASubwordModel() {
    Pipelines pipelines = learn(shared(side(Texts.HALVES, null, ALL)));

    assertThat(entries(pipelines.source().vocabulary()))
        .startsWith("r@", "ed")
        .contains("ro@", "tes", "ho@", "use")
        .doesNotContain("red", "house");
  }

  @Test
  void aVocabularyKeepsItsLimits() {
    assertThat(
            entries(
                learn(shared(side(null, null, new VocabularyConfig(6, 1, 0, null))))
                    .source()
                    .vocabulary()))
        .containsExactly("red", "rotes");
    assertThat(
            entries(
                learn(shared(side(null, null, new VocabularyConfig(0, 3, 0, null))))
                    .source()
                    .vocabulary()))
        .containsExactly("red");
  }

  @Test
  void limitsThatLeaveNothingAreRefused() {
    assertThatThrownBy(() -> learn(shared(side(null, null, new VocabularyConfig(4, 1, 0, null)))))
        .isInstanceOf(DragomanException.class)
        .hasMessage(
            "text.shared.vocabulary.max-size: 4 leaves no room beside the 4 special entries. Give more than 4, or 0 for no limit.");
    assertThatThrownBy(() -> learn(shared(side(null, null, new VocabularyConfig(0, 9, 0, null)))))
        .isInstanceOf(DragomanException.class)
        .hasMessage(
            "text.shared: no piece of the training text occurs 9 times, so the vocabulary is empty. Lower text.shared.vocabulary.min-frequency, or give more text.");
  }

  @Test
  void readyFilesAreRead() throws IOException {
    Path codes = Files.writeString(folder.resolve("codes"), "ready");
    Path vocabulary = folder.resolve("vocabulary.txt");
    Files.writeString(vocabulary, "<pad>\n<unk>\n<s>\n</s>\nro@\nt\n");

    Pipelines pipelines =
        learn(
            shared(
                side(
                    Texts.HALVES,
                    codes.toString(),
                    new VocabularyConfig(0, 1, 0, vocabulary.toString()))));

    assertThat(pipelines.source().segmenter().subword().signature()).isEqualTo("ready");
    assertThat(entries(pipelines.source().vocabulary())).containsExactly("ro@", "t");
  }

  @Test
  void readyFilesThatAreMissingAreNamed() {
    Path missing = folder.resolve("missing");

    assertThatThrownBy(() -> learn(shared(side(Texts.HALVES, missing.toString(), ALL))))
        .isInstanceOf(DragomanException.class)
        .hasMessage("text.shared.subword-file: " + missing + " does not exist.");
    assertThatThrownBy(() -> learn(shared(side(null, missing.toString(), ALL))))
        .isInstanceOf(DragomanException.class)
        .hasMessage(
            "text.shared.subword-file is given without text.shared.subword. Name the type, or leave the file out.");
    assertThatThrownBy(
            () ->
                learn(shared(side(null, null, new VocabularyConfig(0, 1, 0, missing.toString())))))
        .isInstanceOf(DragomanException.class)
        .hasMessage("text.shared.vocabulary.file: " + missing + " does not exist.");
  }

  @Test
  void aJointSubwordModelIsLearnedFromBothSidesAndEachKeepsItsVocabulary() {
    SideConfig side = side(Texts.HALVES, null, ALL);
    Pipelines apart = learn(new TextConfig(null, side, side, false, CleanSource.ALWAYS));
    Pipelines joint = learn(new TextConfig(null, side, side, true, CleanSource.ALWAYS));

    assertThat(apart.source().segmenter().subword().signature()).isEqualTo("learned from 3");
    assertThat(joint.source().segmenter().subword().signature()).isEqualTo("learned from 7");
    assertThat(joint.target().segmenter().subword()).isSameAs(joint.source().segmenter().subword());
    assertThat(joint.shared()).isFalse();
    assertThat(entries(joint.source().vocabulary())).contains("ho@", "use").doesNotContain("tes");
    assertThat(entries(joint.target().vocabulary())).contains("ro@", "tes").doesNotContain("use");
  }

  @Test
  void piecesBelowTheThresholdAreCutAndTheVocabularyIsCountedAnew() {
    SideConfig side = side(Texts.WHOLE, null, new VocabularyConfig(0, 1, 2, null));
    TextPipeline source =
        learn(new TextConfig(null, side, side, false, CleanSource.ALWAYS)).source();

    // Only "red" occurs twice; what the others are cut to is counted, rare as it may be.
    assertThat(source.segmenter().pieces("red car")).containsExactly("red", "=", "c", "a", "r");
    assertThat(entries(source.vocabulary()))
        .contains("red", "=", "c", "a", "r", "h")
        .doesNotContain("car", "house");
    assertThat(source.encode("red car house")).doesNotContain(Vocabulary.UNK);
  }

  @Test
  void aReadyVocabularyIsKeptToWhereThereIsAThreshold() throws IOException {
    Path file = folder.resolve("vocabulary.txt");
    Files.writeString(file, "<pad>\n<unk>\n<s>\n</s>\ncar\nr\n");
    SideConfig side = side(Texts.WHOLE, null, new VocabularyConfig(0, 1, 9, file.toString()));

    assertThat(learn(shared(side)).source().segmenter().pieces("car red"))
        .containsExactly("car", "=", "r", "e", "d");
  }

  @Test
  void aThresholdIsRefusedWherePiecesCannotBeCut() {
    SideConfig side = side(Texts.HALVES, null, new VocabularyConfig(0, 1, 2, null));
    assertThatThrownBy(() -> learn(shared(side)))
        .isInstanceOf(DragomanException.class)
        .hasMessage(
            "text.shared.vocabulary.threshold: 2, but a subword model of this type cannot cut its pieces to smaller ones. Leave the threshold out.");
  }

  @Test
  void whatSamplesGiveIsInTheVocabularyToo() {
    TextPipeline source = learn(shared(side(Texts.WHOLE, null, ALL))).source();

    assertThat(source.isRandom()).isTrue();
    assertThat(entries(source.vocabulary())).contains("red", "house", "=", "h", "s");
    Random random = new Random(1);
    for (int i = 0; i < 20; i++) {
      assertThat(source.sample("red house", random)).doesNotContain(Vocabulary.UNK);
    }
  }

  @Test
  void piecesAreCountedAsTranslatedOrAsSampledWhicheverIsMore() {
    SubwordModel whole = learn(shared(side(Texts.WHOLE, null, ALL))).source().segmenter().subword();
    Map<String, Long> counts = PieceCounts.of(whole, Map.of("ab", 6400L, "c", 1L));

    assertThat(counts).containsEntry("ab", 6400L).containsEntry("c", 1L);
    // About half of the samples are letters.
    assertThat(counts.get("a")).isBetween(1600L, 4800L).isEqualTo(counts.get("b"));
    assertThat(PieceCounts.of(whole, Map.of("ab", 6400L, "c", 1L))).isEqualTo(counts);
  }

  @Test
  void whatASubwordModelCannotBeLearnedFromIsSaidWithThePath() {
    SideConfig side = side(Texts.WHOLE, null, ALL);
    List<SentencePair> percent = List.of(pair("%", "a"));
    assertThatThrownBy(
            () ->
                new PipelineLearner(new Components(Texts.registry()))
                    .learn(shared(side), percent::forEach))
        .isInstanceOf(DragomanException.class)
        .hasMessage("text.shared.subword: a text with % is nothing to learn from");
  }

  @Test
  void aRunKeepsTheThreshold() {
    TextConfig config = shared(side(Texts.WHOLE, null, new VocabularyConfig(0, 1, 2, null)));
    Components components = new Components(Texts.registry());
    RunText text = new RunText(folder.resolve("text"));

    Pipelines first = text.loadOr(() -> learn(config), hashes(TRAIN), config, components);
    Pipelines second = text.loadOr(() -> learn(config), hashes(TRAIN), config, components);

    assertThat(second.source().segmenter().pieces("red car auto"))
        .isEqualTo(first.source().segmenter().pieces("red car auto"))
        .startsWith("red", "=");
  }

  private static List<CorpusHash> hashes(List<SentencePair> train) {
    CorpusHash.Maker maker = new CorpusHash.Maker();
    train.forEach(maker::add);
    return List.of(maker.make("data.train", Corpus.ofFiles("a.en", "a.de")));
  }

  @Test
  void aRunKeepsItsPipelines() {
    TextConfig config = shared(side(Texts.HALVES, null, ALL));
    Components components = new Components(Texts.registry());
    RunText text = new RunText(folder.resolve("text"));

    Pipelines first = text.loadOr(() -> learn(config), hashes(TRAIN), config, components);
    Pipelines second =
        text.loadOr(
            () -> {
              throw new AssertionError("learned anew");
            },
            hashes(TRAIN),
            config,
            components);

    assertThat(second.shared()).isTrue();
    assertThat(second.source().segmenter().subword().signature())
        .isEqualTo(first.source().segmenter().subword().signature());
    assertThat(entries(second.source().vocabulary()))
        .isEqualTo(entries(first.source().vocabulary()));
    assertThat(folder).isDirectoryNotContaining("glob:**.writing");
  }

  @Test
  void aRunGoesOnWithTheTextThatItBeganWithOnly() throws IOException {
    TextConfig config = shared(side(null, null, ALL));
    Components components = new Components(Texts.registry());
    RunText text = new RunText(folder.resolve("text"));
    text.loadOr(() -> learn(config), hashes(TRAIN), config, components);
    // The same letters, in other lines.
    List<SentencePair> others =
        List.of(pair("red house", "Rotes Haus"), pair("red", "Rotes Auto"), pair("red car", "Rot"));

    assertThatThrownBy(() -> text.loadOr(() -> learn(config), hashes(others), config, components))
        .isInstanceOfSatisfying(
            DragomanException.class,
            e -> assertThat(e.kind()).isEqualTo(DragomanException.Kind.DATA))
        .hasMessage(
            "data.train: the text of a.en, a.de is not the one that the run in "
                + folder
                + " began with; give the same text, or begin a new run in another folder.");
  }

  @Test
  void aRunOfAnEarlierVersionTakesTheTextAsItIs() throws IOException {
    TextConfig config = shared(side(null, null, ALL));
    Components components = new Components(Texts.registry());
    RunText text = new RunText(folder.resolve("text"));
    text.loadOr(() -> learn(config), hashes(TRAIN), config, components);
    Path kept = folder.resolve("text/corpora.sha256");
    String lines = Files.readString(kept);
    Files.delete(kept);
    text.loadOr(() -> learn(config), hashes(TRAIN), config, components);

    assertThat(kept).hasContent(lines);
    assertThat(lines).matches("[0-9a-f]{64}  data.train\n");
  }
}
