package hmrbench.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code video run} and {@code video render} in trouble, as {@link ProgramCampaignTest} brings it
 * to the other commands.
 */
class VideoProgramCampaignTest {

  private static final int KILLS = 20;
  private static final int FEW_KILLS = 3;
  private static final String FILM = SmallWork.OUT + "/film.mp4";

  /** Nothing to do but to look at the input, on a busy machine. */
  private static final long SOON_SECONDS = 60;

  @TempDir static Path shared;

  private final Path top;
  private final SmallWork work;

  VideoProgramCampaignTest(@TempDir Path top) {
    this.top = top;
    this.work = new SmallWork(top);
  }

  private static String[] run() {
    return SmallWork.videoRun(SmallClip.VIDEO, SmallWork.OUT);
  }

  private Path clipFolder(String name) throws IOException {
    Path folder = work.folder(name);
    SmallClip.write(folder);
    return folder;
  }

  private Path recordFolder(String name) throws Exception {
    Path folder = work.folder(name);
    SmallWork.copy(record(), folder.resolve(SmallWork.RECORD));
    return folder;
  }

  private static synchronized Path record() throws Exception {
    Path folder = shared.resolve("finished");
    if (!Files.exists(folder)) {
      require(ChildProgram.in(new SmallWork(shared).folder("finished")).run(SmallWork.run()));
    }
    return folder.resolve(SmallWork.OUT);
  }

  private static void require(ChildProgram.End end) {
    assertThat(end.isDone()).as("exit %d: %s", end.code(), end.said()).isTrue();
  }

  private static String[] render() throws Exception {
    return SmallWork.videoRender(SmallWork.sequence(record()), FILM);
  }

  @Test
  @Tag("campaign")
  void a_video_run_that_is_killed_goes_on_to_the_same_results() throws Exception {
    Killing killing = new Killing(run(), this::clipFolder);
    assertThat(killing.times(KILLS, "kill -9 of video run")).isEmpty();
  }

  @Test
  @Tag("campaign")
  void a_film_that_is_killed_is_made_again() throws Exception {
    Killing killing = new Killing(render(), this::recordFolder);
    assertThat(killing.times(KILLS, "kill -9 of video render")).isEmpty();
  }

  @Test
  @Tag("long")
  void what_is_killed_three_times_goes_on() throws Exception {
    Killing runs = new Killing(run(), name -> clipFolder("run-" + name));
    assertThat(runs.times(FEW_KILLS, "kill -9 of video run, shortly")).isEmpty();
    Killing films = new Killing(render(), name -> recordFolder("film-" + name));
    assertThat(films.times(FEW_KILLS, "kill -9 of video render, shortly")).isEmpty();
  }

  @Test
  @Tag("campaign")
  void a_full_disk_is_told_and_the_video_goes_on_when_there_is_room() throws Exception {
    fullDisk("full disk, video run", 4, 16, 32, 64, 96, 128, 160, 200, 240);
  }

  @Test
  @Tag("long")
  void a_disk_that_is_full_soon_or_late_is_told() throws Exception {
    fullDisk("full disk, video run, shortly", 16, 128);
  }

  private void fullDisk(String trouble, int... kilobytes) throws Exception {
    Path undisturbed = clipFolder("undisturbed");
    require(ChildProgram.in(undisturbed).run(run()));
    ProgramTable table = new ProgramTable(trouble);
    String[] words = SmallWork.videoRun(SmallClip.VIDEO, "disk/" + SmallWork.OUT);
    for (int size : kilobytes) {
      Path folder = clipFolder("disk-" + size);
      try (SmallDisk disk = SmallDisk.mount(folder.resolve("disk"), size)) {
        ChildProgram.End full = ChildProgram.in(folder).run(words);
        disk.makeRoom();
        String wrong = full.isDone() || full.isClearError() ? "" : full.code() + full.said();
        ChildProgram.End end = ChildProgram.in(folder).run(words);
        wrong = wrong.isEmpty() ? Killing.wrong(end, undisturbed, disk.folder()) : wrong;
        table.count(
            wrong.isEmpty() ? "" : "%d KiB: %s".formatted(size, wrong), full.isClearError());
      }
    }
    assertThat(table.finish()).as(trouble).isEmpty();
  }

  @Test
  @Tag("campaign")
  void little_memory_and_few_files_are_told_and_the_video_goes_on_with_more() throws Exception {
    scarce("low memory, video run", heaps("12m", "16m", "24m", "32m", "48m", "64m", "96m"));
    scarce("few descriptors, video run", descriptors(16, 24, 32, 48, 64, 96, 128));
  }

  private List<ChildProgram> heaps(String... sizes) {
    List<ChildProgram> poor = new ArrayList<>();
    for (String size : sizes) {
      poor.add(ChildProgram.in(top.resolve("heap-" + size)).withHeap(size));
    }
    return poor;
  }

  private List<ChildProgram> descriptors(int... most) {
    List<ChildProgram> poor = new ArrayList<>();
    for (int each : most) {
      poor.add(ChildProgram.in(top.resolve("descriptors-" + each)).withDescriptors(each));
    }
    return poor;
  }

  private void scarce(String trouble, List<ChildProgram> poor) throws Exception {
    Path undisturbed = clipFolder(CampaignTable.fileName(trouble));
    require(ChildProgram.in(undisturbed).run(run()));
    ProgramTable table = new ProgramTable(trouble);
    for (ChildProgram child : poor) {
      String name = child.folder().getFileName().toString();
      Path folder = clipFolder(name);
      ChildProgram.End first = child.run(run());
      String wrong =
          first.isDone() || first.isClearError()
              ? Killing.wrong(ChildProgram.in(folder).run(run()), undisturbed, folder)
              : "exit %d: %s".formatted(first.code(), first.said());
      table.count(wrong.isEmpty() ? "" : name + ": " + wrong, first.isClearError());
    }
    assertThat(table.finish()).as(trouble).isEmpty();
  }

  @Test
  @Tag("campaign")
  void of_two_that_write_one_place_one_works_or_both_do() throws Exception {
    together("two at once, video run", run(), this::clipFolder, 0, 50, 200, 500, 1000, 2000);
    together("two at once, video render", render(), this::recordFolder, 0, 50, 200, 500, 1000);
  }

  private void together(String trouble, String[] words, Killing.Folders folders, int... millisApart)
      throws Exception {
    String name = CampaignTable.fileName(trouble);
    Path undisturbed = folders.make(name);
    require(ChildProgram.in(undisturbed).run(words));
    ProgramTable table = new ProgramTable(trouble);
    for (int apart : millisApart) {
      Path folder = folders.make(name + apart);
      ChildProgram.Started one = ChildProgram.in(folder).start(words);
      Thread.sleep(apart);
      ChildProgram.Started two = ChildProgram.in(folder).start(words);
      List<ChildProgram.End> ends = List.of(one.end(), two.end());
      String wrong = "";
      for (ChildProgram.End end : ends) {
        if (!end.isDone() && !end.isClearError()) {
          wrong = end.code() + end.said();
        }
      }
      ChildProgram.End done = ends.get(0).isDone() ? ends.get(0) : ends.get(1);
      wrong = wrong.isEmpty() ? Killing.wrong(done, undisturbed, folder) : wrong;
      table.count(
          wrong.isEmpty() ? "" : "%d ms apart: %s".formatted(apart, wrong),
          !ends.get(0).isDone() || !ends.get(1).isDone());
    }
    assertThat(table.finish()).as(trouble).isEmpty();
  }

  @Test
  @Tag("campaign")
  void what_is_no_video_is_told_soon() throws Exception {
    noVideos("no video given to video run");
  }

  @Test
  @Tag("long")
  void what_is_no_video_is_told() throws Exception {
    noVideos("no video given to video run, shortly");
  }

  private void noVideos(String trouble) throws Exception {
    Path folder = clipFolder("odd");
    ProgramTable table = new ProgramTable(trouble);
    for (Map.Entry<String, String> odd : oddInputs(folder).entrySet()) {
      long started = System.nanoTime();
      ChildProgram.End end =
          ChildProgram.in(folder).run(SmallWork.videoRun(odd.getKey(), SmallWork.OUT));
      long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - started);
      boolean told = end.code() == 2 && end.isClearError() && end.said().contains(odd.getValue());
      boolean clean = seconds < SOON_SECONDS && !Files.exists(folder.resolve(SmallWork.OUT));
      table.count(
          told && clean
              ? ""
              : "%s: exit %d after %d s: %s"
                  .formatted(odd.getKey(), end.code(), seconds, end.said()),
          true);
    }
    assertThat(table.finish()).as(trouble).isEmpty();
  }

  /** What is no video, and what has to be said of it. */
  private static Map<String, String> oddInputs(Path folder) throws Exception {
    Files.createDirectories(folder.resolve("empty folder"));
    Files.write(folder.resolve("empty.mp4"), new byte[0]);
    Files.writeString(folder.resolve("page.mp4"), "<!DOCTYPE html><html>not found</html>");
    byte[] clip = Files.readAllBytes(folder.resolve(SmallClip.VIDEO));
    Files.write(folder.resolve("cut.mp4"), Arrays.copyOf(clip, clip.length / 2));
    Map<String, String> odd = new LinkedHashMap<>();
    odd.put("nothing.mp4", "no such file");
    odd.put("empty folder", "is a folder of pictures");
    odd.put("empty.mp4", "the file is empty");
    odd.put("page.mp4", "page.mp4: ");
    odd.put("cut.mp4", "was cut off");
    odd.put("boxes.csv", "not a video");
    if (new ProcessBuilder("mkfifo", folder.resolve("pipe.mp4").toString()).start().waitFor()
        == 0) {
      odd.put("pipe.mp4", "a pipe or a device");
      odd.put("/dev/zero", "a pipe or a device");
    }
    return odd;
  }
}
