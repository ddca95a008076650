package org.dragoman.training.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.dragoman.training.batch.BatchConfig.BatchUnit;
import org.dragoman.training.data.Texts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BatchPlanTest {
  private static final List<Pair> POOL = Texts.pairs(1003);

  private static List<List<Pair>> plan(BatchUnit by, int size) {
    return BatchPlan.ofPool(POOL, new BatchConfig(by, size, 5), new Random(1));
  }

  @ParameterizedTest
  @CsvSource({"SENTENCES,16", "SENTENCES,1", "SENTENCES,5000", "TOKENS,60", "TOKENS,3"})
  void everyPairOccursOnce(BatchUnit by, int size) {
    List<List<Pair>> batches = plan(by, size);

    assertThat(batches.stream().flatMap(List::stream)).containsExactlyInAnyOrderElementsOf(POOL);
    assertThat(batches).noneMatch(List::isEmpty);
  }

  @Test
  void batchesOfSentencesAreFullButForTheLast() {
    assertThat(plan(BatchUnit.SENTENCES, 16))
        .hasSize(63)
        .filteredOn(batch -> batch.size() != 16)
        .hasSize(1);
  }

  @Test
  void batchesOfTokensHoldNoMoreThanTheirSizeWithPadding() {
    assertThat(plan(BatchUnit.TOKENS, 60))
        .allSatisfy(
            batch -> assertThat(batch.size() * (longest(batch) + 1)).isLessThanOrEqualTo(60));
  }

  @Test
  void aSentenceLongerThanABatchIsOneOfItsOwn() {
    assertThat(plan(BatchUnit.TOKENS, 3))
        .filteredOn(batch -> longest(batch) > 2)
        .allMatch(batch -> batch.size() == 1);
  }

  @Test
  void lengthsWithinABatchAreAlike() {
    double spread =
        plan(BatchUnit.SENTENCES, 16).stream()
            .mapToInt(batch -> longest(batch) - shortest(batch))
            .average()
            .orElseThrow();
    assertThat(spread).isLessThan(0.5);
  }

  @Test
  void batchesDoNotComeInTheOrderOfTheirLengths() {
    int[] lengths =
        plan(BatchUnit.SENTENCES, 16).stream().mapToInt(BatchPlanTest::longest).toArray();
    int[] sorted = lengths.clone();
    Arrays.sort(sorted);
    assertThat(lengths).isNotEqualTo(sorted);
  }

  @Test
  void evaluationSeesEveryPairInOrderOfLength() {
    List<List<Pair>> plan = BatchPlan.sorted(POOL, new BatchConfig(BatchUnit.SENTENCES, 16, 50));

    List<Pair> pairs = plan.stream().flatMap(List::stream).toList();
    assertThat(pairs).containsExactlyInAnyOrderElementsOf(POOL);
    assertThat(pairs).isSortedAccordingTo((a, b) -> a.target().length - b.target().length);
  }

  /** In sentences, or in target pieces with an end mark each. */
  @ParameterizedTest
  @CsvSource({"SENTENCES,16,5,80", "TOKENS,600,5,300", "TOKENS,1,1,1"})
  void aPoolIsAsManyBatchesAsIsSaid(BatchUnit by, int size, int pool, int pairs) {
    assertThat(BatchPlan.poolSize(9, new BatchConfig(by, size, pool))).isEqualTo(pairs);
  }

  private static int longest(List<Pair> batch) {
    return batch.stream().mapToInt(pair -> pair.target().length).max().orElseThrow();
  }

  private static int shortest(List<Pair> batch) {
    return batch.stream().mapToInt(pair -> pair.target().length).min().orElseThrow();
  }
}
