package org.dragoman.runtime.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.config.ConfigBinder;
import org.dragoman.runtime.config.ConfigTree;
import org.dragoman.runtime.plugin.Registration;
import org.dragoman.runtime.plugin.Registration.Origin;
import org.dragoman.runtime.plugin.Registry;
import org.dragoman.spi.ComponentKind;
import org.dragoman.spi.Option;
import org.dragoman.spi.SubwordModel;
import org.dragoman.spi.SubwordModelFactory;
import org.dragoman.spi.Tokenizer;
import org.dragoman.spi.TokenizerFactory;
import org.junit.jupiter.api.Test;

class TextConfigTest {
  private static TextConfig bind(String text) {
    Origin origin = new Origin("built in", "1");
    Registry registry =
        Registry.of(
            List.of(
                new Registration(ComponentKind.TOKENIZER, "word", new WordFactory(), origin),
                new Registration(ComponentKind.SUBWORD, "cut", new CutFactory(), origin)));
    return new ConfigBinder(registry).bind(TextConfig.class, ConfigTree.parse(text, "text.yaml"));
  }

  @Test
  void namesThePlaceOfStepsThatDoNotGoTogether() {
    assertThatThrownBy(() -> bind("source: {}\ntarget: {normalization: [nfc, nfkc]}\n"))
        .isInstanceOf(DragomanException.class)
        .hasMessage(
            "text.yaml has 1 problem:\n  target: normalization takes nfc or nfkc, not both (nfkc"
                + " does what nfc does), got [NFC, NFKC]");
  }

  @Test
  void aJointSubwordModelIsOfTwoSidesThatSayTheSame() {
    assertProblem(
        "shared: {subword: cut}\njoint-subword: true\n",
        "joint-subword goes with 'source' and 'target'");
    for (String sides :
        List.of(
            "source: {}\ntarget: {}\n",
            "source: {subword: cut}\ntarget: {}\n",
            "source: {subword: cut}\ntarget: {subword: {type: cut, size: 2}}\n")) {
      assertProblem(sides + "joint-subword: true\n", "joint-subword needs the same 'subword'");
    }
    assertProblem(
        "source: {subword: cut}\ntarget: {subword: cut, subword-file: f}\njoint-subword: true\n",
        "joint-subword learns the subword model");
    TextConfig config =
        bind(
            "source: {subword: cut}\ntarget: {subword: {type: cut, size: 1}}\njoint-subword: true");
    assertThat(config.jointSubword()).isTrue();
    assertThat(config.withoutFiles()).isEqualTo(config);
  }

  @Test
  void theSourceIsCleanedUnlessItIsSaidOtherwise() {
    TextConfig config = bind("shared: {}");
    assertThat(config.cleanSource()).isEqualTo(CleanSource.ALWAYS);
    assertThat(config.withoutFiles()).isEqualTo(config);
    TextConfig never = bind("shared: {}\nclean-source: never\n");
    assertThat(never.withoutFiles().cleanSource()).isEqualTo(CleanSource.NEVER);
    assertThat(never.cleanSource().inTraining() || never.cleanSource().inTranslation()).isFalse();
    assertThat(CleanSource.TRANSLATION.inTraining()).isFalse();
    assertThat(CleanSource.TRANSLATION.inTranslation()).isTrue();
  }

  @Test
  void aThresholdNeedsASubwordModel() {
    assertProblem(
        "shared: {vocabulary: {threshold: 5}}\n", "vocabulary.threshold is of pieces of a subword");
    assertProblem(
        "shared: {subword: cut, vocabulary: {threshold: -1}}\n", "threshold must be 0 or more");
    TextConfig config = bind("shared: {subword: cut, vocabulary: {threshold: 5, file: f}}");
    assertThat(config.withoutFiles().sourceSide().vocabulary())
        .isEqualTo(new TextConfig.VocabularyConfig(0, 1, 5, null));
    // As in a bundle of a version that knew no threshold.
    assertThat(bind("shared: {subword: cut}").sourceSide().vocabulary().threshold()).isZero();
  }

  private static void assertProblem(String text, String problem) {
    assertThatThrownBy(() -> bind(text))
        .isInstanceOf(DragomanException.class)
        .hasMessageContaining(problem);
  }

  record NoConfig() {}

  record Size(@Option(value = "Size.", defaultValue = "1") int size) {}

  private static final class CutFactory implements SubwordModelFactory<Size> {
    @Override
    public Class<Size> configType() {
      return Size.class;
    }

    @Override
    public SubwordModel learn(Size config, Map<String, Long> tokenCounts) {
      throw new UnsupportedOperationException();
    }

    @Override
    public SubwordModel load(Size config, InputStream in) {
      throw new UnsupportedOperationException();
    }
  }

  private static final class WordFactory implements TokenizerFactory<NoConfig> {
    @Override
    public Class<NoConfig> configType() {
      return NoConfig.class;
    }

    @Override
    public Tokenizer create(NoConfig config) {
      throw new UnsupportedOperationException();
    }
  }
}
