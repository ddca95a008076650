package org.dragoman.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.function.Consumer;
import java.util.stream.Stream;
import org.dragoman.spi.SearchStrategy;
import org.dragoman.testkit.ArgMaxSearch.Fault;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The contract holds of a search that is right, and finds each fault. */
class SearchStrategyContractTest {
  private static final class Contract extends SearchStrategyContract {
    private final Fault fault;

    Contract(Fault fault) {
      this.fault = fault;
    }

    @Override
    protected SearchStrategy create() {
      return new ArgMaxSearch(fault);
    }
  }

  @Nested
  class OfARightSearch extends SearchStrategyContract {
    @Override
    protected SearchStrategy create() {
      return new ArgMaxSearch(Fault.NONE);
    }
  }

  static Stream<Arguments> faults() {
    return Stream.of(
        fault(
            Fault.LENGTH_OF_THE_LONGEST,
            SearchStrategyContract::aBatchGivesWhatItsSentencesGiveAlone),
        fault(
            Fault.ENDS_WITH_THE_FIRST,
            SearchStrategyContract::aBatchGivesWhatItsSentencesGiveAlone),
        fault(Fault.END_IS_FREE, SearchStrategyContract::hypothesesAreSortedAllowedAndScoredRight),
        fault(
            Fault.TAKES_FORBIDDEN_TOKENS,
            SearchStrategyContract::hypothesesAreSortedAllowedAndScoredRight),
        fault(Fault.TOO_LONG, SearchStrategyContract::hypothesesAreSortedAllowedAndScoredRight),
        fault(Fault.TOO_MANY, SearchStrategyContract::hypothesesAreSortedAllowedAndScoredRight),
        fault(Fault.WORST_FIRST, SearchStrategyContract::hypothesesAreSortedAllowedAndScoredRight),
        fault(
            Fault.ALWAYS_FINISHED,
            SearchStrategyContract::outputsAtTheGreatestLengthAreUnfinishedUnlessTheEndFollows),
        fault(Fault.SAME_TWICE, SearchStrategyContract::hypothesesAreSortedAllowedAndScoredRight),
        fault(Fault.ENDS_TOO_SOON, SearchStrategyContract::aLeastLengthIsKept),
        fault(Fault.TAKES_NO_PREFIX, SearchStrategyContract::aPrefixIsKept),
        fault(Fault.TAKES_NO_PREFIX, SearchStrategyContract::aPrefixThatIsTooLongIsPutOutWhole),
        fault(Fault.TAKES_NO_REQUIRED_PHRASE, SearchStrategyContract::requiredPhrasesOccur),
        fault(Fault.TAKES_BANNED_PHRASES, SearchStrategyContract::bannedPhrasesDoNotOccur),
        fault(Fault.TAKES_BANNED_PHRASES, SearchStrategyContract::allThatIsAnnouncedIsKeptTogether),
        fault(Fault.NONE_AT_A_DEAD_END, SearchStrategyContract::aDeadEndGivesWhatThereIs),
        fault(Fault.LEAVES_AN_ARRAY, SearchStrategyContract::nothingIsLeftBehind),
        fault(
            Fault.TAKES_NAN_FOR_A_NUMBER,
            SearchStrategyContract::scoresThatAreNotNumbersAreRefused),
        fault(Fault.TAKES_ANY_REQUEST, SearchStrategyContract::aRequestThatDoesNotFitIsRefused));
  }

  private static Arguments fault(Fault fault, Consumer<SearchStrategyContract> check) {
    return Arguments.of(fault, check);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("faults")
  void finds(Fault fault, Consumer<SearchStrategyContract> check) {
    SearchStrategyContract contract = new Contract(fault);
    contract.open();
    Throwable found = catchThrowable(() -> check.accept(contract));
    contract.close();

    assertThat(found).isInstanceOf(AssertionError.class);
  }
}
