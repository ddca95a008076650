package org.dragoman.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.dragoman.training.ParallelCorpus.Pair;
import org.dragoman.training.TrainingConfig.BatchConfig;
import org.dragoman.training.TrainingConfig.BatchUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BatchPlanTest {
  private static final ParallelCorpus CORPUS = Texts.corpus(1003);

  @ParameterizedTest
  @CsvSource({"SENTENCES,16,5", "SENTENCES,1,1", "SENTENCES,5000,3", "TOKENS,60,5", "TOKENS,3,2"})
  void everyPairOccursOnce(BatchUnit by, int size, int pool) {
    List<List<Pair>> batches = BatchPlan.of(CORPUS, new BatchConfig(by, size, pool), 1, 1);

    assertThat(batches.stream().flatMap(List::stream))
        .containsExactlyInAnyOrderElementsOf(CORPUS.pairs());
    assertThat(batches).noneMatch(List::isEmpty);
  }

  @Test
  void batchesOfSentencesAreFullButForTheLast() {
    List<List<Pair>> batches =
        BatchPlan.of(CORPUS, new BatchConfig(BatchUnit.SENTENCES, 16, 5), 1, 1);

    assertThat(batches).hasSize(63).filteredOn(batch -> batch.size() != 16).hasSize(1);
  }

  @Test
  void batchesOfTokensHoldNoMoreThanTheirSizeWithPadding() {
    List<List<Pair>> batches = BatchPlan.of(CORPUS, new BatchConfig(BatchUnit.TOKENS, 60, 5), 1, 1);

    assertThat(batches)
        .allSatisfy(
            batch -> assertThat(batch.size() * (longest(batch) + 1)).isLessThanOrEqualTo(60));
  }

  @Test
  void aSentenceLongerThanABatchIsOneOfItsOwn() {
    List<List<Pair>> batches = BatchPlan.of(CORPUS, new BatchConfig(BatchUnit.TOKENS, 3, 5), 1, 1);

    assertThat(batches)
        .filteredOn(batch -> longest(batch) > 2)
        .allMatch(batch -> batch.size() == 1);
  }

  @Test
  void lengthsWithinABatchAreAlike() {
    List<List<Pair>> batches =
        BatchPlan.of(CORPUS, new BatchConfig(BatchUnit.SENTENCES, 16, 50), 1, 1);

    double spread =
        batches.stream()
            .mapToInt(batch -> longest(batch) - shortest(batch))
            .average()
            .orElseThrow();
    assertThat(spread).isLessThan(0.5);
  }

  @Test
  void thePlanFollowsFromSeedAndEpoch() {
    BatchConfig config = new BatchConfig(BatchUnit.SENTENCES, 16, 5);
    List<List<Pair>> plan = BatchPlan.of(CORPUS, config, 7, 3);

    assertThat(BatchPlan.of(CORPUS, config, 7, 3)).isEqualTo(plan);
    assertThat(BatchPlan.of(CORPUS, config, 7, 4)).isNotEqualTo(plan);
    assertThat(BatchPlan.of(CORPUS, config, 8, 3)).isNotEqualTo(plan);
  }

  @Test
  void batchesDoNotComeInTheOrderOfTheirLengths() {
    List<List<Pair>> plan =
        BatchPlan.of(CORPUS, new BatchConfig(BatchUnit.SENTENCES, 16, 50), 1, 1);

    int[] lengths = plan.stream().mapToInt(BatchPlanTest::longest).toArray();
    int[] sorted = lengths.clone();
    Arrays.sort(sorted);
    assertThat(lengths).isNotEqualTo(sorted);
  }

  @Test
  void evaluationSeesEveryPairInOrderOfLength() {
    List<List<Pair>> plan = BatchPlan.sorted(CORPUS, new BatchConfig(BatchUnit.SENTENCES, 16, 50));

    List<Pair> pairs = plan.stream().flatMap(List::stream).toList();
    assertThat(pairs).containsExactlyInAnyOrderElementsOf(CORPUS.pairs());
    assertThat(pairs).isSortedAccordingTo((a, b) -> a.target().length - b.target().length);
  }

  private static int longest(List<Pair> batch) {
    return batch.stream().mapToInt(pair -> pair.target().length).max().orElseThrow();
  }

  private static int shortest(List<Pair> batch) {
    return batch.stream().mapToInt(pair -> pair.target().length).min().orElseThrow();
  }
}
