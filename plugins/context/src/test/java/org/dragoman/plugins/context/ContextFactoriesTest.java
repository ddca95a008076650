package org.dragoman.plugins.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.dragoman.plugins.context.LocalAttentionFactory.Alignment;
import org.dragoman.testkit.TestEngine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What factories refuse, and what they say. */
class ContextFactoriesTest {
  private final TestEngine engine = new TestEngine();

  @AfterEach
  void close() {
    engine.close();
  }

  @Test
  void productsOfVectorsOfDifferentWidthsAreRefused() {
    assertRefused(
        () -> new DotAttentionFactory(engine.ops()).create(new NoOptions(), 6, 4),
        "'dot' multiplies the decoder's state by the encoder's states, so both must be equally wide;"
            + " the decoder's state has 4 units and an encoder's state has 6 (of both directions"
            + " together). Give model.decoder.cell the size 6, or change model.encoder, or take"
            + " 'general', which maps one to the other.");
    assertRefused(
        () -> new ScaledDotAttentionFactory(engine.ops()).create(new NoOptions(), 6, 4),
        "'scaled-dot' multiplies");
    LocalAttentionFactory.Config local =
        new LocalAttentionFactory.Config(Alignment.PREDICTIVE, 10, ScoreFunction.DOT);
    assertRefused(
        () -> new LocalAttentionFactory(engine.ops()).create(local, 6, 4), "'dot' multiplies");
  }

  @Test
  void headsWithARestAreRefused() {
    assertRefused(
        () ->
            new MultiHeadAttentionFactory(engine.ops())
                .create(new MultiHeadAttentionFactory.Config(8, 0), 6, 500),
        "'multi-head' parts the decoder's 500 units among 8 heads, which leaves a rest. Give a"
            + " number of heads that divides 500, or a size that is a multiple of 8.");
    assertRefused(
        () -> new MultiHeadAttentionFactory.Config(8, 20),
        "size must be 0 or a multiple of heads, which is 8, got 20");
    assertRefused(
        () -> new MultiHeadAttentionFactory.Config(0, 20), "heads must be at least 1, got 0");
  }

  @Test
  void optionsOutOfRangeAreRefused() {
    assertRefused(() -> new HiddenLayerConfig(-1), "size must be 0 or more, got -1");
    assertRefused(() -> new HiddenLayerConfig(-1), "size must be 0 or more, got -1");
    assertRefused(
        () -> new LocalAttentionFactory.Config(Alignment.MONOTONIC, 0, ScoreFunction.GENERAL),
        "window must be at least 1, got 0");
    assertRefused(
        () -> new LocationAttentionFactory.Config(0, 10, 4), "width must be odd and at least 1");
    assertRefused(
        () -> new LocationAttentionFactory.Config(0, 0, 5), "filters must be at least 1, got 0");
    assertRefused(
        () -> new LocationAttentionFactory.Config(-2, 1, 5), "size must be 0 or more, got -2");
    assertRefused(
        () -> new CoverageAttentionFactory.Config(-2, 1), "size must be 0 or more, got -2");
    assertRefused(
        () -> new CoverageAttentionFactory.Config(0, -0.5),
        "loss-weight must be 0 or more, got -0.5");
    assertRefused(
        () -> new CoverageAttentionFactory.Config(0, Double.NaN), "loss-weight must be 0 or more");
  }

  @Test
  void aSizeOfZeroIsThatOfTheQuery() {
    assertThat(
            new AdditiveAttentionFactory(engine.ops())
                .create(new HiddenLayerConfig(0), 6, 4)
                .parameters())
        .extracting(parameter -> parameter.getShape().get(0))
        .containsExactly(4L, 4L, 1L);
  }

  private static void assertRefused(ThrowingCallable action, String message) {
    assertThatThrownBy(action)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }
}
