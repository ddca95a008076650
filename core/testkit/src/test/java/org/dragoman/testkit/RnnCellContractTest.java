package org.dragoman.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.function.Consumer;
import java.util.stream.Stream;
import org.dragoman.spi.Ops;
import org.dragoman.spi.RnnCell;
import org.dragoman.testkit.ElmanCell.Fault;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.opentest4j.TestAbortedException;

/** The contract holds of a cell that is right, and finds each fault. */
class RnnCellContractTest {
  private static final class Contract extends RnnCellContract {
    private final Fault fault;

    Contract(Fault fault) {
      this.fault = fault;
    }

    @Override
    protected RnnCell create(Ops ops, long inputSize) {
      return new ElmanCell(ops, inputSize, fault);
    }
  }

  @Nested
  class OfARightCell extends RnnCellContract {
    @Override
    protected RnnCell create(Ops ops, long inputSize) {
      return new ElmanCell(ops, inputSize, Fault.NONE);
    }
  }

  static Stream<Arguments> faults() {
    return Stream.of(
        fault(
            Fault.BIAS_IN_PROJECTION,
            RnnCellContract::projectionIsLinearAndTheProjectionsOfPartsAddUp),
        fault(
            Fault.SCALED_BY_A_JAVA_NUMBER,
            RnnCellContract::gradientsOfTheStepsAreThoseOfFiniteDifferences),
        fault(
            Fault.STOPPED_GRADIENT,
            RnnCellContract::gradientsOfTheStepsAreThoseOfFiniteDifferences),
        fault(
            Fault.FUSED_IGNORES_REVERSE,
            RnnCellContract::theFusedSequenceAgreesWithTheStepsInReverse),
        fault(Fault.FUSED_WITHOUT_BIAS, RnnCellContract::theFusedSequenceAgreesWithTheStepsForward),
        fault(
            Fault.FUSED_IN_INFERENCE_ONLY_WITHOUT_BIAS,
            RnnCellContract::theFusedSequenceAgreesWithTheStepsForward),
        fault(
            Fault.OUTPUT_SIZE_OF_THE_INPUT,
            RnnCellContract::theWeightsHaveNamesOfTheirOwnAndShapes),
        fault(Fault.NAME_WITH_A_DOT, RnnCellContract::theWeightsHaveNamesOfTheirOwnAndShapes),
        fault(
            Fault.DIVIDES_BY_THE_INPUT_SIZE,
            RnnCellContract::aCellForInputsOfWidthZeroWorksOrIsRefused),
        fault(Fault.RESULT_WITH_THE_WEIGHTS, RnnCellContract::stepsLeaveNoArraysBehind),
        fault(Fault.RESULT_WITH_THE_WEIGHTS, RnnCellContract::aWholeSequenceLeavesNoArraysBehind),
        fault(Fault.RESULT_WITH_THE_BATCH, RnnCellContract::stepsLeaveNoArraysBehind),
        fault(Fault.ROWS_SEE_EACH_OTHER, RnnCellContract::rowsDoNotSeeEachOther),
        fault(Fault.BATCH_SIZE_IS_FIXED, RnnCellContract::aStepOfSelectedRowsIsASelectionOfTheStep),
        fault(Fault.GATE_CALLED_OUTPUT, RnnCellContract::gatesHaveTheRowsOfTheStepAndDoNotChangeIt),
        fault(Fault.GATE_OF_ALL_ROWS, RnnCellContract::gatesHaveTheRowsOfTheStepAndDoNotChangeIt),
        fault(Fault.NO_BOUND, RnnCellContract::hostileInputsGiveFiniteStatesAndGradients));
  }

  private static Arguments fault(Fault fault, Consumer<RnnCellContract> check) {
    return Arguments.of(fault, check);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("faults")
  void finds(Fault fault, Consumer<RnnCellContract> check) {
    RnnCellContract contract = new Contract(fault);
    Throwable found = catchThrowable(() -> check.accept(contract));
    contract.close();

    // A check that was skipped has found nothing.
    assertThat(found).isNotNull().isNotInstanceOf(TestAbortedException.class);
  }
}
