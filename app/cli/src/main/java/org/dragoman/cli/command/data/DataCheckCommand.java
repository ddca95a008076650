package org.dragoman.cli.command.data;

import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.dragoman.cli.data.CheckPage;
import org.dragoman.cli.data.CheckText;
import org.dragoman.cli.io.ExitCode;
import org.dragoman.cli.io.SpooledInput;
import org.dragoman.cli.io.Streams;
import org.dragoman.cli.io.VisibleText;
import org.dragoman.cli.io.WorkProgress;
import org.dragoman.cli.option.CorpusOptions;
import org.dragoman.cli.option.GlobalOptions;
import org.dragoman.cli.option.Positive;
import org.dragoman.corpus.CorpusScan;
import org.dragoman.corpus.report.CorporaReport;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.file.AtomicFile;
import org.dragoman.runtime.file.FileRoles;
import org.dragoman.training.check.CorporaCheck;
import org.dragoman.training.run.RunFolder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code dragoman data check}: reports on corpora before training. */
@Command(
    name = "check",
    description = {
      "Counts a corpus: lengths, their ratios, suspicious pairs with their lines.",
      "Of a configuration it looks at train, dev and test, at how much of the words of dev and test"
          + " stands in train, and at what they share. Exits with 1 where a sentence of one stands in"
          + " another, ignoring case and punctuation."
    })
public final class DataCheckCommand implements Callable<Integer> {
  @Mixin private final CorpusOptions corpora = new CorpusOptions();

  @Option(
      names = "--html",
      paramLabel = "FILE",
      description = "Write the report as a page with plots, too.")
  private @Nullable Path html;

  @Option(
      names = "--lines",
      defaultValue = "5",
      paramLabel = "N",
      description = "Pairs that are shown of each kind. Default: ${DEFAULT-VALUE}.")
  private int lines;

  private final Streams streams;
  private final GlobalOptions options;

  public DataCheckCommand(Streams streams, GlobalOptions options) {
    this.streams = streams;
    this.options = options;
  }

  @Override
  public Integer call() throws Exception {
    Positive.check("--lines", lines);
    requireFolder();
    FileRoles roles = new FileRoles();
    corpora.addTo(roles);
    checkPage(roles);
    CorporaReport report = report();
    // The page first, because the reader of standard output may go away.
    if (html != null) {
      CheckPage.write(html, report, VisibleText::of);
    }
    Writer out = streams.text();
    new CheckText(out, VisibleText::of).write(report);
    out.flush();
    return report.isLeakFree() ? ExitCode.OK : ExitCode.CHECK_FAILED;
  }

  /** Checks that the page can be written, before the corpora are read. */
  private void requireFolder() {
    Path folder = html == null ? null : html.toAbsolutePath().getParent();
    if (folder != null && !Files.isDirectory(folder)) {
      throw DragomanException.configuration(
          "--html " + html + ": there is no folder " + folder + ". Make it first.");
    }
  }

  private void checkPage(FileRoles roles) {
    if (html != null) {
      roles.writes("--html", html);
      AtomicFile.requireWritable(html);
    }
  }

  private CorporaReport report() throws Exception {
    try (SpooledInput in = new SpooledInput(streams.in());
        WorkProgress progress = new WorkProgress(streams.err())) {
      progress.begin("reading", "pairs", null);
      CorporaCheck check = new CorporaCheck(new CorpusScan(in::open, progress::done), lines);
      return corpora.isOfConfig()
          ? corpora.use(
              options,
              (config, registry) -> {
                FileRoles roles = new FileRoles();
                RunFolder.corpora(config).forEach((file, key) -> roles.reads(key, file));
                checkPage(roles);
                return check.of(config, registry);
              })
          : check.of(corpora.corpus(), corpora.languages());
    }
  }
}
