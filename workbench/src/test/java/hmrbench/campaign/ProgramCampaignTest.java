package hmrbench.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole program in trouble: killed at any moment, with a full disk, little memory, few open
 * files, company in its folder, and records that someone edited. What it leaves in the end is what
 * an undisturbed one leaves, or it says in one sentence why it cannot.
 */
class ProgramCampaignTest {

  private static final int KILLS = 20;
  private static final int FEW_KILLS = 3;

  /** Of a run that nothing disturbs, made once for all that is compared with it. */
  @TempDir static Path shared;

  private final Path top;
  private final SmallWork work;

  ProgramCampaignTest(@TempDir Path top) {
    this.top = top;
    this.work = new SmallWork(top);
  }

  @Test
  @Tag("campaign")
  void a_run_that_is_killed_goes_on_to_the_same_records() throws Exception {
    kill("kill -9 of run", KILLS, SmallWork.run());
  }

  @Test
  @Tag("campaign")
  void a_training_that_is_killed_goes_on_to_the_same_weights() throws Exception {
    kill("kill -9 of train", KILLS, SmallWork.train());
  }

  @Test
  @Tag("campaign")
  void a_report_that_is_killed_is_made_again() throws Exception {
    kill("kill -9 of report", KILLS, SmallWork.report());
  }

  @Test
  @Tag("campaign")
  void a_score_that_is_killed_goes_on_to_the_same_records() throws Exception {
    kill("kill -9 of score", KILLS, SmallWork.score());
  }

  @Test
  @Tag("long")
  void what_is_killed_three_times_goes_on() throws Exception {
    kill("kill -9 of run, shortly", FEW_KILLS, SmallWork.run());
    kill("kill -9 of train, shortly", FEW_KILLS, SmallWork.train());
  }

  @Test
  @Tag("long")
  void what_reads_records_and_is_killed_three_times_goes_on() throws Exception {
    kill("kill -9 of report, shortly", FEW_KILLS, SmallWork.report());
    kill("kill -9 of score, shortly", FEW_KILLS, SmallWork.score());
  }

  private void kill(String trouble, int kills, String... words) throws Exception {
    Killing killing = new Killing(words, name -> prepared(words[0] + "-" + name, words[0]));
    assertThat(killing.times(kills, trouble)).as(trouble).isEmpty();
  }

  /** A folder in which a command may start. */
  private Path prepared(String name, String command) throws Exception {
    Path folder = work.folder(name);
    if (command.equals("report")) {
      SmallWork.copy(finishedRun().resolve(SmallWork.OUT), folder.resolve(SmallWork.OUT));
    } else if (command.equals("score")) {
      SmallWork.predictions(finishedRun().resolve(SmallWork.OUT), top.resolve(SmallWork.MINE));
    }
    return folder;
  }

  private static synchronized Path finishedRun() throws Exception {
    Path folder = shared.resolve("finished");
    if (!Files.exists(folder)) {
      ChildProgram.End end =
          ChildProgram.in(new SmallWork(shared).folder("finished")).run(SmallWork.run());
      assertThat(end.isDone()).as("exit %d: %s", end.code(), end.said()).isTrue();
    }
    return folder;
  }

  @Test
  @Tag("campaign")
  void a_full_disk_is_told_and_the_run_goes_on_when_there_is_room() throws Exception {
    fullDisk("full disk", 16, 64, 200, 400, 600, 800, 1000, 1200, 1500, 2000);
  }

  @Test
  @Tag("long")
  void a_disk_that_is_full_soon_or_late_is_told() throws Exception {
    fullDisk("full disk, shortly", 64, 800);
  }

  private void fullDisk(String trouble, int... kilobytes) throws Exception {
    ProgramTable table = new ProgramTable(trouble);
    for (int size : kilobytes) {
      Path folder = work.folder("disk-" + size);
      try (SmallDisk disk = SmallDisk.mount(folder.resolve("disk"), size)) {
        String[] words = {"run", "small.yaml", "--out", "disk/out"};
        ChildProgram.End full = ChildProgram.in(folder).run(words);
        disk.makeRoom();
        String wrong = full.isDone() || full.isClearError() ? "" : full.code() + full.said();
        ChildProgram.End end = ChildProgram.in(folder).run(words);
        if (wrong.isEmpty()) {
          wrong =
              end.isDone()
                  ? Leftovers.difference(
                      finishedRun().resolve(SmallWork.OUT), disk.folder().resolve(SmallWork.OUT))
                  : "then exit %d: %s".formatted(end.code(), end.said());
        }
        table.count(
            wrong.isEmpty() ? "" : "%d KiB: %s".formatted(size, wrong), full.isClearError());
      }
    }
    assertThat(table.finish()).as(trouble).isEmpty();
  }

  @Test
  @Tag("campaign")
  void little_memory_is_told_and_the_run_goes_on_with_more() throws Exception {
    scarce("low memory", heaps("12m", "16m", "20m", "32m", "36m", "40m", "64m", "96m"));
  }

  @Test
  @Tag("long")
  void memory_that_is_far_too_little_is_told() throws Exception {
    scarce("low memory, shortly", heaps("16m", "40m"));
  }

  @Test
  @Tag("campaign")
  void few_open_files_are_told_and_the_run_goes_on_with_more() throws Exception {
    scarce("few descriptors", descriptors(16, 24, 32, 48, 64, 80, 96, 128, 160, 200));
  }

  @Test
  @Tag("long")
  void sixty_four_open_files_are_enough_or_too_few_in_one_sentence() throws Exception {
    scarce("few descriptors, shortly", descriptors(64, 128));
  }

  private List<ChildProgram> heaps(String... sizes) {
    return Stream.of(sizes)
        .map(size -> ChildProgram.in(top.resolve("heap-" + size)).withHeap(size))
        .toList();
  }

  private List<ChildProgram> descriptors(int... most) {
    return IntStream.of(most)
        .mapToObj(it -> ChildProgram.in(top.resolve("descriptors-" + it)).withDescriptors(it))
        .toList();
  }

  private void scarce(String trouble, List<ChildProgram> poor) throws Exception {
    ProgramTable table = new ProgramTable(trouble);
    for (ChildProgram child : poor) {
      String name = child.folder().getFileName().toString();
      Path folder = work.folder(name);
      ChildProgram.End first = child.run(SmallWork.run());
      String wrong =
          first.isDone() || first.isClearError()
              ? Killing.wrong(ChildProgram.in(folder).run(SmallWork.run()), finishedRun(), folder)
              : "exit %d: %s".formatted(first.code(), first.said());
      table.count(wrong.isEmpty() ? "" : name + ": " + wrong, first.isClearError());
    }
    assertThat(table.finish()).as(trouble).isEmpty();
  }

  @Test
  @Tag("campaign")
  void of_two_runs_in_one_folder_one_works_and_the_other_says_so() throws Exception {
    together("two at once", 0, 100, 300, 1000, 2000, 4000, 6000);
  }

  @Test
  @Tag("long")
  void of_two_runs_that_start_together_one_works() throws Exception {
    together("two at once, shortly", 0);
  }

  private void together(String trouble, int... millisApart) throws Exception {
    ProgramTable table = new ProgramTable(trouble);
    for (int apart : millisApart) {
      Path folder = work.folder("together-" + apart);
      ChildProgram.Started one = ChildProgram.in(folder).start(SmallWork.run());
      Thread.sleep(apart);
      ChildProgram.Started two = ChildProgram.in(folder).start(SmallWork.run());
      List<ChildProgram.End> ends = List.of(one.end(), two.end());
      String wrong =
          ends.stream()
              .filter(end -> !end.isDone() && !end.isClearError())
              .map(end -> end.code() + end.said())
              .findFirst()
              .orElse("");
      ChildProgram.End done =
          ends.stream().filter(ChildProgram.End::isDone).findFirst().orElse(ends.get(0));
      wrong = wrong.isEmpty() ? Killing.wrong(done, finishedRun(), folder) : wrong;
      table.count(
          wrong.isEmpty() ? "" : "%d ms apart: %s".formatted(apart, wrong),
          ends.stream().anyMatch(ChildProgram.End::isClearError));
    }
    assertThat(table.finish()).as(trouble).isEmpty();
  }

  @Test
  @Tag("campaign")
  void records_that_someone_edited_are_named() throws Exception {
    edited("edited records", 1);
  }

  @Test
  @Tag("long")
  void some_records_that_someone_edited_are_named() throws Exception {
    edited("edited records, shortly", 12);
  }

  /** Edits every so-manieth file that pages are made of, each in its turn. */
  private void edited(String trouble, int every) throws Exception {
    ProgramTable table = new ProgramTable(trouble);
    Path folder = work.folder("edited");
    SmallWork.copy(finishedRun().resolve(SmallWork.OUT), folder.resolve(SmallWork.OUT));
    List<Path> records = records(folder.resolve(SmallWork.OUT));
    assertThat(records).hasSizeGreaterThan(20);
    for (int i = 0; i < records.size(); i += every) {
      Path file = records.get(i);
      byte[] before = Files.readAllBytes(file);
      Files.write(file, changed(before, i));
      ChildProgram.End end = ChildProgram.in(folder).run(SmallWork.report());
      Files.write(file, before);
      String name = folder.resolve(SmallWork.OUT).relativize(file).toString();
      boolean named = end.code() == 2 && end.isClearError() && end.said().contains(name);
      table.count(named ? "" : "%s: exit %d: %s".formatted(name, end.code(), end.said()), true);
    }
    assertThat(table.finish()).as(trouble).isEmpty();
  }

  private static List<Path> records(Path run) throws IOException {
    try (Stream<Path> found = Files.walk(run)) {
      return found
          .filter(Files::isRegularFile)
          .filter(file -> !run.relativize(file).toString().matches("(tables|charts)/.*|\\..*"))
          .filter(file -> !file.endsWith("report.html") && !file.endsWith("manifest.json"))
          .sorted()
          .toList();
    }
  }

  /** One digit or letter becomes another, a row is gone, or a row comes twice. */
  private static byte[] changed(byte[] bytes, int turn) {
    if (turn % 3 == 0) {
      byte[] other = bytes.clone();
      other[other.length / 2] ^= 1;
      return other;
    }
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    int cut = Math.max(0, text.lastIndexOf('\n', text.length() - 2));
    String last = text.substring(cut);
    return (turn % 3 == 1 ? text.substring(0, cut) : text + last)
        .getBytes(StandardCharsets.ISO_8859_1);
  }
}
