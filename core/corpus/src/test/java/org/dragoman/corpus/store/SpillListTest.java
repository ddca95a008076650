package org.dragoman.corpus.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.dragoman.runtime.DragomanException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpillListTest {
  @TempDir Path temporary;
  private Path folder;

  @BeforeEach
  void folder() {
    folder = temporary.resolve("scratch");
  }

  private RecordStore store(long bytes) {
    return new RecordStore(new ScratchFolder(folder), new HeapLimit(bytes));
  }

  private List<String> files() throws IOException {
    if (!Files.exists(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void whatFitsStaysInTheHeap() {
    try (RecordStore store = store(1 << 20)) {
      SpillList<String> list = Words.list(store, Words.some(1000));

      assertThat(list.isOnDisk()).isFalse();
      assertThat(list.size()).isEqualTo(1000);
      assertThat(Words.all(list.read())).isEqualTo(Words.some(1000));
      assertThat(Words.all(list.read())).isEqualTo(Words.some(1000));
      assertThat(folder).doesNotExist();
    }
  }

  @Test
  void whatDoesNotFitGoesToAFileWhichGoesInTheEnd() throws IOException {
    try (RecordStore store = store(10_000)) {
      SpillList<String> list = Words.list(store, Words.some(1000));

      assertThat(list.isOnDisk()).isTrue();
      assertThat(list.size()).isEqualTo(1000);
      assertThat(Words.all(list.read())).isEqualTo(Words.some(1000));
      try (Records<String> begun = list.read()) {
        assertThat(begun.next()).isEqualTo(Words.some(1).get(0));
        assertThat(Words.all(list.read())).hasSize(1000);
      }
      assertThat(files()).containsExactly("words-1");
      list.close();
      assertThat(files()).isEmpty();
    }
    assertThat(folder).doesNotExist();
  }

  @Test
  void theLimitIsOfAllListsTogether() {
    long bytes = new Words().heapBytes("word");
    try (RecordStore store = store(3 * bytes)) {
      SpillList<String> first = Words.list(store, List.of("word", "word"));
      SpillList<String> second = Words.list(store, List.of("word"));
      SpillList<String> third = Words.list(store, List.of("word"));
      assertThat(third.isOnDisk()).isTrue();
      assertThat(first.isOnDisk() || second.isOnDisk()).isFalse();

      first.close();
      SpillList<String> fourth = Words.list(store, List.of("word", "word"));
      assertThat(fourth.isOnDisk()).isFalse();
      // One that goes to the disk leaves its place, too.
      fourth.add("word");
      assertThat(fourth.isOnDisk()).isTrue();
      assertThat(Words.list(store, List.of("word", "word")).isOnDisk()).isFalse();
    }
  }

  @Test
  void aTextMayBeEmptyOrLong() {
    List<String> words = List.of("", "\u6728".repeat(100_000), "");
    try (RecordStore store = store(1)) {
      assertThat(Words.all(Words.list(store, words).read())).isEqualTo(words);
    }
  }

  @Test
  void whatAKilledProcessLeftIsRemoved() throws IOException {
    Files.createDirectory(folder);
    Files.writeString(folder.resolve("words-1"), "left");
    try (RecordStore store = store(1)) {
      assertThat(folder).doesNotExist();
      assertThat(Words.all(Words.list(store, List.of("new")).read())).containsExactly("new");
    }
  }

  /** A disk that takes some bytes and no more. */
  private static final class FullDisk extends FilterOutputStream {
    private long left;

    FullDisk(OutputStream out, long left) {
      super(out);
      this.left = left;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      if (length > left) {
        throw new IOException("No space left on device");
      }
      left -= length;
      out.write(bytes, offset, length);
    }
  }

  @Test
  void aFullDiskIsToldWithWhatToDo() throws IOException {
    ScratchFolder full =
        new ScratchFolder(
            folder, file -> new FullDisk(new FileOutputStream(file.toFile()), 2 << 20));
    try (RecordStore store = new RecordStore(full, new HeapLimit(1))) {
      SpillList<String> list = store.newList("words", new Words());

      assertThatThrownBy(
              () -> {
                for (int i = 0; i < 1_000_000; i++) {
                  list.add("some word");
                }
              })
          .isInstanceOfSatisfying(
              DragomanException.class,
              e -> assertThat(e.kind()).isEqualTo(DragomanException.Kind.RUNTIME))
          .hasMessageMatching(
              "Cannot write \\Q"
                  + folder.resolve("words-1")
                  + "\\E after 2\\.[01] MB \\(No space left on device\\)\\. The training text is beyond data\\.heap-limit and goes to the disk: free space there, raise data\\.heap-limit, or choose a run folder on another disk\\.");
      list.close();
      assertThat(files()).isEmpty();
    }
    assertThat(folder).doesNotExist();
  }

  /** What is still in the buffer is written when the list is read. */
  @Test
  void aDiskThatIsFullAtTheEndIsToldToo() {
    ScratchFolder full =
        new ScratchFolder(folder, file -> new FullDisk(new FileOutputStream(file.toFile()), 3));
    try (RecordStore store = new RecordStore(full, new HeapLimit(1))) {
      SpillList<String> list = Words.list(store, List.of("word"));

      assertThatThrownBy(list::read)
          .isInstanceOf(DragomanException.class)
          .hasMessageStartingWith(
              "Cannot write " + folder.resolve("words-1") + " after 0.0 MB (No");
    }
  }

  @Test
  void aFileThatWasCutIsTold() throws IOException {
    try (RecordStore store = store(1)) {
      SpillList<String> list = Words.list(store, Words.some(10));
      Words.all(list.read());
      Files.write(folder.resolve("words-1"), new byte[] {0, 0, 0, 9, 65});

      assertThatThrownBy(() -> Words.all(list.read()))
          .isInstanceOf(DragomanException.class)
          .hasMessageStartingWith("Cannot read " + folder.resolve("words-1") + ", which this run");
    }
  }
}
