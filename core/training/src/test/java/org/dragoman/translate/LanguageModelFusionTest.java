package org.dragoman.translate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.bundle.RandomBundle;
import org.dragoman.runtime.file.SentencePair;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Shallow fusion: a language model in a translator's search. */
class LanguageModelFusionTest {
  private static final List<String> LINES = List.of("w1 w2 w3", "w4", "", "w7 w7 w20 w3 w1");

  @TempDir private static Path folder;
  private static Path bundle;
  private static Path text;

  @BeforeAll
  static void writeBundles() {
    bundle = folder.resolve("translator");
    text = folder.resolve("text");
    RandomBundle.write(bundle);
    RandomBundle.writeLanguageModel(text, 30);
  }

  private static TranslatorBuilder cpu() {
    return Translator.builder().setBundle(bundle).optDevice("cpu");
  }

  private static TranslationOptions weighted(double weight) {
    return TranslationOptions.defaults()
        .withNBest(3)
        .withDetail(TokenDetail.SCORES)
        .withLanguageModelWeight(weight);
  }

  private static double sum(TokenScores scores, int tokens) {
    return scores.logProbabilities().subList(0, tokens).stream().mapToDouble(p -> p).sum();
  }

  private static List<String> texts(List<Translation> translations) {
    return translations.stream()
        .flatMap(translation -> translation.nBest().stream())
        .map(Candidate::text)
        .toList();
  }

  @Test
  void theScoreIsTheWeightedSumOfBothModels() {
    try (Translator translator = cpu().optLanguageModel(text).build();
        TextGenerator model = TextGenerator.open(text)) {
      for (double weight : new double[] {0.1, 0.5, 2}) {
        int checked = 0;
        List<Translation> found =
            translator.translate(TranslationRequest.of(LINES), weighted(weight));
        for (int i = 0; i < LINES.size(); i++) {
          for (Candidate candidate : found.get(i).nBest()) {
            List<SentencePair> pair = List.of(new SentencePair(LINES.get(i), candidate.text()));
            TokenScores own = translator.scoreTokens(pair, TokenDetail.SCORES).get(0);
            TokenScores ofText = model.score(List.of(candidate.text())).get(0);
            // An output that was cut has no end mark.
            int scored = candidate.tokens().logProbabilities().size();
            double sum = sum(own, scored) + weight * sum(ofText, scored);
            assertThat(candidate.logProbability()).isCloseTo(sum, within(1e-3));
            checked += scored;
          }
        }
        assertThat(checked).as("weight " + weight).isPositive();
      }
    }
  }

  @Test
  void withoutWeightTheLanguageModelChangesNothingAndWithWeightItDoes() {
    try (Translator fused = cpu().optLanguageModel(text).build();
        Translator alone = cpu().build()) {
      List<TranslationRequest> requests = TranslationRequest.of(LINES);
      List<String> own = texts(alone.translate(requests, weighted(0)));
      assertThat(texts(fused.translate(requests, weighted(0)))).isEqualTo(own);
      assertThat(texts(fused.translate(requests, weighted(1)))).isNotEqualTo(own);
    }
  }

  @Test
  void aShortlistOfAllWordsGivesTheSame() throws IOException {
    List<String> table = new ArrayList<>();
    for (int source = 0; source < 30; source++) {
      for (int target = 0; target < 30; target++) {
        table.add("w%d\tw%d\t0.1".formatted(source, target));
      }
    }
    Path shortlist = Files.write(folder.resolve("table"), table);
    try (Translator fused = cpu().optLanguageModel(text).build();
        Translator listed =
            cpu().optLanguageModel(text).optShortlist(shortlist, 100, 100).build()) {
      List<TranslationRequest> requests = TranslationRequest.of(LINES);
      assertThat(texts(listed.translate(requests, weighted(0.5))))
          .isEqualTo(texts(fused.translate(requests, weighted(0.5))));
    }
  }

  @Test
  void anEnsembleTakesItToo() {
    try (Translator twice = cpu().addBundle(bundle).optLanguageModel(text).build();
        Translator once = cpu().optLanguageModel(text).build()) {
      List<TranslationRequest> requests = TranslationRequest.of(LINES);
      assertThat(texts(twice.translate(requests, weighted(0.5))))
          .isEqualTo(texts(once.translate(requests, weighted(0.5))));
    }
  }

  @Test
  void whatDoesNotFitIsRefused() {
    Path other = folder.resolve("other");
    RandomBundle.writeLanguageModel(other, 29);
    assertThatThrownBy(() -> cpu().optLanguageModel(other).build())
        .isInstanceOf(DragomanException.class)
        .hasMessageContaining("does not write the tokens that")
        .hasMessageContaining("vocabulary.file");
    assertThatThrownBy(() -> cpu().optLanguageModel(bundle).build())
        .isInstanceOf(DragomanException.class)
        .hasMessage(
            "random holds a translator, and a language model is needed here. Give the bundle of a language model.");
    try (Translator alone = cpu().build()) {
      assertThatThrownBy(() -> alone.translate(TranslationRequest.of(LINES), weighted(0.5)))
          .isInstanceOf(DragomanException.class)
          .hasMessageStartingWith("A weight of a language model was given");
    }
  }
}
