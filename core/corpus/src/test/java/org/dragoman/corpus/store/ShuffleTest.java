package org.dragoman.corpus.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.dragoman.runtime.DragomanException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShuffleTest {
  @TempDir Path temporary;

  private RecordStore store(long bytes) {
    return new RecordStore(new ScratchFolder(temporary.resolve("scratch")), new HeapLimit(bytes));
  }

  private static List<String> shuffled(
      SpillList<String> list, RecordStore store, long seed, int copies) {
    Shuffle.Plan plan = new Shuffle.Plan(seed, () -> () -> copies, copies * list.size());
    return Words.all(new Shuffle<>(list, store, plan)).stream().map(Drawn::value).toList();
  }

  @Test
  void eachRecordComesOnceInAnotherOrder() {
    try (RecordStore store = store(1 << 20)) {
      List<String> words = Words.some(1000);
      List<String> shuffled = shuffled(Words.list(store, words), store, 1, 1);

      assertThat(shuffled).containsExactlyInAnyOrderElementsOf(words).isNotEqualTo(words);
    }
  }

  @Test
  void theOrderFollowsFromTheSeed() {
    try (RecordStore store = store(1 << 20)) {
      SpillList<String> list = Words.list(store, Words.some(100));

      assertThat(shuffled(list, store, 1, 1)).isEqualTo(shuffled(list, store, 1, 1));
      assertThat(shuffled(list, store, 1, 1)).isNotEqualTo(shuffled(list, store, 2, 1));
    }
  }

  @Test
  void theOrderIsTheSameWhereverTheListIs() throws IOException {
    List<String> words = Words.some(5000);
    try (RecordStore heap = store(1 << 20);
        RecordStore disk = store(20_000)) {
      SpillList<String> onDisk = Words.list(disk, words);
      assertThat(onDisk.isOnDisk()).isTrue();

      assertThat(shuffled(onDisk, disk, 7, 1))
          .isEqualTo(shuffled(Words.list(heap, words), heap, 7, 1));
      assertThat(shuffled(onDisk, disk, 7, 3))
          .isEqualTo(shuffled(Words.list(heap, words), heap, 7, 3));
      try (Stream<Path> left = Files.list(temporary.resolve("scratch"))) {
        assertThat(left).hasSize(1);
      }
    }
  }

  @Test
  void eachRecordIsDrawnAsOftenAsIsAskedWithAKeyEachTime() {
    try (RecordStore store = store(1 << 20)) {
      SpillList<String> list = Words.list(store, List.of("none", "one", "two"));
      Shuffle.Plan plan =
          new Shuffle.Plan(
              1,
              () -> {
                int[] next = {0};
                return () -> next[0]++;
              },
              3);
      List<Drawn<String>> drawn = Words.all(new Shuffle<>(list, store, plan));

      assertThat(drawn).extracting(Drawn::value).containsExactlyInAnyOrder("one", "two", "two");
      assertThat(drawn).extracting(Drawn::key).doesNotHaveDuplicates();
    }
  }

  /** Each of the 24 orders of four is as likely as another: chi square of 23 degrees, p 0.001. */
  @Test
  void everyOrderIsEquallyLikely() {
    int trials = 24_000;
    Map<List<String>, Integer> counts = new HashMap<>();
    try (RecordStore store = store(1 << 20)) {
      SpillList<String> list = Words.list(store, List.of("a", "b", "c", "d"));
      for (int seed = 0; seed < trials; seed++) {
        counts.merge(shuffled(list, store, seed, 1), 1, Integer::sum);
      }
    }
    assertThat(counts).hasSize(24);
    double expected = trials / 24.0;
    double chiSquare =
        counts.values().stream().mapToDouble(n -> (n - expected) * (n - expected) / expected).sum();
    assertThat(chiSquare).isLessThan(49.7);
  }

  @Test
  void oneThatIsGivenUpLeavesNothing() {
    try (RecordStore store = store(2000)) {
      SpillList<String> list = Words.list(store, Words.some(1000));
      Shuffle.Plan plan = new Shuffle.Plan(1, () -> () -> 1, 1000);
      try (Shuffle<String> shuffle = new Shuffle<>(list, store, plan)) {
        assertThat(shuffle.next()).isNotNull();
        assertThat(temporary.resolve("scratch").toFile().list()).hasSizeGreaterThan(10);
      }
      assertThat(temporary.resolve("scratch").toFile().list()).containsExactly("words-1");
    }
  }

  @Test
  void aFullDiskIsToldAndLeavesNothing() {
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("No space left on device");
          }
        };
    ScratchFolder folder =
        new ScratchFolder(
            temporary.resolve("scratch"),
            file ->
                file.getFileName().toString().startsWith("shuffled")
                    ? full
                    : new FileOutputStream(file.toFile()));
    try (RecordStore store = new RecordStore(folder, new HeapLimit(2000))) {
      SpillList<String> list = Words.list(store, Words.some(100));

      assertThatThrownBy(() -> shuffled(list, store, 1, 1))
          .isInstanceOf(DragomanException.class)
          .hasMessageMatching("Cannot write .*shuffled-\\d+ after .* raise data.heap-limit.*");
      assertThat(temporary.resolve("scratch").toFile().list()).containsExactly("words-1");
    }
  }
}
