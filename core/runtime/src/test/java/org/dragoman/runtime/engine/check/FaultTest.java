package org.dragoman.runtime.engine.check;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.dragoman.runtime.engine.Torch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is wrong is told as wrong. */
class FaultTest {
  private static final Operation.Dimensions COLUMNS =
      new Operation.Dimensions("rows", "", "columns");

  private final Torch torch = Torch.open(Device.cpu());

  @AfterEach
  void close() {
    torch.close();
  }

  /** The sum of rows, as an engine computes it that may be wrong. */
  private static Operation sum(Use use, UnaryOperator<NDArray> engine) {
    return new Operation(
        "sum",
        use,
        Operation.FLOAT32,
        COLUMNS,
        false,
        (size, draw, tape) ->
            new Comparison(
                tape,
                List.of(draw.values(size.rows(), size.outputs())),
                (bench, in) -> List.of(engine.apply(in.get(0))),
                in -> List.of(in.get(0).rowSums()),
                true));
  }

  private static NDArray right(NDArray x) {
    return x.sum(new int[] {1});
  }

  private Checked check(Operation operation) {
    return Grid.run(torch, List.of(operation), Extent.SHORT).get(0);
  }

  @Test
  void aRightOperationIsRightAtEverySize() {
    Checked checked = check(sum(Use.EVERYTHING, FaultTest::right));

    assertThat(checked.isRight()).isTrue();
    assertThat(checked.trials()).isEqualTo(8);
    assertThat(checked.error()).isLessThan(1e-6);
  }

  @Test
  void oneWrongValueOfMatricesOfOneWidthIsFoundAndItsSizeNamed() {
    // The fault of the kind that was seen: in the last, partial block of 33 to 48 columns.
    Checked checked =
        check(
            sum(
                Use.PACKED_PRODUCTS,
                x -> x.getShape().get(1) == 40 ? right(x.mul(last(x))) : right(x)));

    assertThat(checked.isRight()).isFalse();
    assertThat(checked.wrong())
        .hasSize(1)
        .allMatch(finding -> finding.part() == Finding.Part.RESULT && finding.error() > 0.01);
    assertThat(checked.worst().inWords())
        .matches("the result is off by \\S+ of its greatest value at rows \\d+, columns 40");
    assertThat(checked.meaning()).contains("Translations and scores are wrong");
  }

  /** Ones, but for the last column. */
  private static NDArray last(NDArray x) {
    NDArray ones = x.onesLike();
    ones.set(new ai.djl.ndarray.index.NDIndex(":, -1"), 0.5f);
    return ones;
  }

  @Test
  void aWrongGradientOfARightResultMeansTraining() {
    Checked checked = check(sum(Use.EVERYTHING, x -> right(x.add(x).sub(x.stopGradient()))));

    assertThat(checked.wrong())
        .hasSize(8)
        .allMatch(finding -> finding.part() == Finding.Part.GRADIENT);
    assertThat(checked.worst().inWords()).startsWith("the gradient is off by 1.0 of");
    assertThat(checked.meaning())
        .isEqualTo("Training is not to be trusted here. Translating and scoring are not affected.");
  }

  @Test
  void aValueThatIsNoNumberIsWrong() {
    Checked checked = check(sum(Use.SEARCH, x -> right(x).sub(x.max().add(1e30).exp())));

    assertThat(checked.error()).isInfinite();
    assertThat(checked.worst().inWords()).startsWith("the result holds values that are no numbers");
    assertThat(checked.wrong()).hasSize(8);
  }

  @Test
  void anOperationThatFailsIsWrongAndItsMessageTold() {
    Checked checked =
        check(
            sum(
                Use.SEARCH,
                x -> {
                  throw new EngineException("could not create a primitive\nat ...");
                }));

    assertThat(checked.worst().inWords())
        .matches(
            "the result cannot be computed at rows \\d+, columns \\d+: could not create a primitive");
  }

  @Test
  void theFirstBundleOfAProcessWarnsOfAFaultAndNamesTheDoctor() {
    assertThat(OpeningCheck.warning(torch, OpeningCheck.operations())).isEmpty();
    assertThat(OpeningCheck.warning(torch, List.of(sum(Use.EVERYTHING, x -> right(x).add(1)))))
        .hasValueSatisfying(
            warning ->
                assertThat(warning)
                    .startsWith(
                        "The engine computes wrong numbers on this machine (sum: the result")
                    .contains("All that a model computes here is wrong")
                    .contains("'dragoman doctor'"));
  }

  @ParameterizedTest
  @EnumSource(Extent.class)
  void everySizeStandsAtEachPlaceAndInPairsBesideEveryOther(Extent extent) {
    Set<Integer> sizes = extent.each().stream().map(Size::outputs).collect(Collectors.toSet());

    assertThat(extent.each()).extracting(Size::rows).hasSameElementsAs(sizes);
    assertThat(extent.each()).extracting(Size::inputs).hasSameElementsAs(sizes);
    assertThat(extent.pairs().stream().map(size -> size.inputs() + " " + size.outputs()).distinct())
        .hasSize(sizes.size() * sizes.size());
  }

  @Test
  void theGradientsOfTheReferenceAreThoseOfFiniteDifferences() {
    Tape tape = new Tape();
    Draw draw = new Draw(tape, 5);
    Matrix x = draw.positive(3, 4);
    Matrix y = draw.positive(3, 1);
    double[] before = x.values().clone();
    Matrix result = chain(x, y);
    Arrays.fill(result.gradient(), 1);
    tape.backward();

    double step = 1e-5;
    for (int i = 0; i < before.length; i++) {
      x.values()[i] = before[i] + step;
      double more = Arrays.stream(chain(x, y).values()).sum();
      x.values()[i] = before[i] - step;
      double less = Arrays.stream(chain(x, y).values()).sum();
      x.values()[i] = before[i];
      assertThat(x.gradient()[i])
          .isCloseTo((more - less) / (2 * step), org.assertj.core.data.Offset.offset(1e-6));
    }
  }

  /** Every function of a matrix. */
  private static Matrix chain(Matrix x, Matrix y) {
    Matrix product = x.timesTransposed(x.rows(2, 0, 2)).scaled(0.125).tanh();
    Matrix divided = x.sigmoid().plus(y).over(x).minus(y).times(y.log());
    Matrix wide = Matrix.stacked(List.of(divided.logSoftmax(), x.relu().exp().scaled(0.125)));
    return Matrix.stacked(
        List.of(
            product.transposed().rowMeans(),
            wide.rowSums(),
            wide.columnRange(1, 2),
            wide.rowRange(1, 3).pick(2, 1, new int[] {0, 5})));
  }
}
