package org.dragoman.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.function.Consumer;
import java.util.stream.Stream;
import org.dragoman.spi.ContextStrategy;
import org.dragoman.spi.Ops;
import org.dragoman.testkit.CoverageAttention.Fault;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.opentest4j.TestAbortedException;

/** The contract holds of a strategy that is right and keeps a state, and finds each fault. */
class ContextStrategyContractTest {
  @Nested
  class OfARightStrategy extends ContextStrategyContract {
    @Override
    protected ContextStrategy create(Ops ops, long memorySize, long querySize) {
      return new CoverageAttention(ops, memorySize, querySize, Fault.NONE);
    }
  }

  static Stream<Arguments> faults() {
    return Stream.of(
        fault(Fault.NO_MASK, ContextStrategyContract::weightsSumToAtMostOneAndPaddingHasNone),
        fault(Fault.NO_MASK, ContextStrategyContract::paddingChangesNothing),
        fault(
            Fault.STATE_IS_NOT_SELECTED,
            ContextStrategyContract::aStepOfSelectedRowsIsASelectionOfTheStep),
        fault(
            Fault.STOPPED_GRADIENT, ContextStrategyContract::gradientsAreThoseOfFiniteDifferences),
        fault(Fault.NOT_ATTACHED, ContextStrategyContract::noArraysAreLeftBehind),
        fault(Fault.STATE_NOT_ATTACHED, ContextStrategyContract::noArraysAreLeftBehind),
        fault(
            Fault.NAME_WITH_A_DOT, ContextStrategyContract::theWeightsHaveNamesOfTheirOwnAndShapes),
        fault(
            Fault.FORGETFUL_AT_ONCE,
            ContextStrategyContract::theContextsOfAllStepsAtOnceAreThoseOfTheSteps),
        fault(
            Fault.LOOPS_AT_ONCE,
            ContextStrategyContract::theContextsOfAllStepsAtOnceDoNotDependOnTheirOrder),
        fault(Fault.FORGETFUL_AT_ONCE, ContextStrategyContract::aLossIsFiniteAndNotNegative),
        fault(
            Fault.WEIGHTS_OF_TWO, ContextStrategyContract::weightsSumToAtMostOneAndPaddingHasNone),
        fault(
            Fault.WEAK_MASK,
            ContextStrategyContract::hostileInputsGiveFiniteContextsAndPaddingNoWeight),
        fault(
            Fault.SECRET_WEIGHT,
            ContextStrategyContract::savedWeightsGiveTheSameContextsInAnotherStrategy),
        fault(
            Fault.LOSS_OF_THE_BATCH,
            ContextStrategyContract::aStepOfSelectedRowsIsASelectionOfTheStep),
        fault(Fault.LOSS_OF_THE_BATCH, ContextStrategyContract::paddingChangesNothing),
        fault(Fault.NEGATIVE_LOSS, ContextStrategyContract::aLossIsFiniteAndNotNegative),
        fault(Fault.STOPPED_LOSS, ContextStrategyContract::gradientsAreThoseOfFiniteDifferences));
  }

  private static Arguments fault(Fault fault, Consumer<ContextStrategyContract> check) {
    return Arguments.of(fault, check);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("faults")
  void finds(Fault fault, Consumer<ContextStrategyContract> check) {
    ContextStrategyContract contract =
        new ContextStrategyContract() {
          @Override
          protected ContextStrategy create(Ops ops, long memorySize, long querySize) {
            return new CoverageAttention(ops, memorySize, querySize, fault);
          }
        };
    Throwable found = catchThrowable(() -> check.accept(contract));
    contract.close();

    // A check that was skipped has found nothing.
    assertThat(found).isNotNull().isNotInstanceOf(TestAbortedException.class);
  }
}
