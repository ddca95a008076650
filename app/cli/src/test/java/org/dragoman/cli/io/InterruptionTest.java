package org.dragoman.cli.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class InterruptionTest {
  /** Works until it is told to stop, then puts something away. */
  static final class Work {
    public static void main(String[] arguments) throws Exception {
      Interruption.letFinish(
          () -> {
            System.out.println("working");
            try {
              new CountDownLatch(1).await();
            } catch (InterruptedException e) {
              Thread.sleep(200);
            }
            System.out.println("put away " + Interruption.requested());
            return 0;
          },
          Duration.ofSeconds(20));
      System.exit(0);
    }
  }

  @Test
  @Timeout(60)
  void workIsFinishedBeforeTheProcessEnds() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Work.class.getName())
            .redirectErrorStream(true)
            .start();
    try (BufferedReader out = process.inputReader()) {
      assertThat(out.readLine()).isEqualTo("working");
      // SIGTERM: whoever runs the tests in the background has SIGINT ignored.
      process.toHandle().destroy();
      assertThat(out.readLine()).isEqualTo("put away true");
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(process.exitValue()).isEqualTo(143);
  }

  @Test
  void workThatIsLeftAloneReturnsItsValue() throws Exception {
    assertThat(Interruption.letFinish(() -> 5, Duration.ofSeconds(1))).isEqualTo(5);
    assertThat(Interruption.requested()).isFalse();
  }
}
