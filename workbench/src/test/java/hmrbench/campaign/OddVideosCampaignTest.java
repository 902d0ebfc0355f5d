package hmrbench.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a camera, a converter or a person may give {@code video run} as a video. */
class OddVideosCampaignTest {

  /** Nothing to do but to look at the input, on a busy machine. */
  private static final long SOON_SECONDS = 60;

  private final Path top;

  OddVideosCampaignTest(@TempDir Path top) {
    this.top = top;
  }

  @Test
  @Tag("campaign")
  void what_is_no_video_is_reported_soon() throws Exception {
    noVideos("no video given to video run");
  }

  @Test
  @Tag("long")
  void what_is_no_video_is_reported() throws Exception {
    noVideos("no video given to video run" + ProgramTable.SHORTLY);
  }

  private void noVideos(String trouble) throws Exception {
    Path folder = SmallCommand.VIDEO_RUN.prepare(top.resolve("odd"));
    ProgramTable table = new ProgramTable(trouble);
    for (Map.Entry<String, String> odd : oddInputs(folder).entrySet()) {
      long started = System.nanoTime();
      ChildProgram.End end =
          ChildProgram.in(folder).run(SmallWork.videoRun(odd.getKey(), SmallWork.OUT));
      long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - started);
      boolean named = end.code() == 2 && end.isClearError() && end.said().contains(odd.getValue());
      boolean clean = seconds < SOON_SECONDS && !Files.exists(folder.resolve(SmallWork.OUT));
      table.count(
          named && clean
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

  @Test
  @Tag("campaign")
  void odd_time_stamps_are_repaired_or_reported() throws Exception {
    ProgramTable table = new ProgramTable("odd time stamps, video run");
    for (Stamps stamps : Stamps.values()) {
      Path folder = SmallCommand.VIDEO_RUN.prepare(top.resolve(stamps.name()));
      Path clip = folder.resolve(SmallClip.VIDEO);
      Files.write(clip, stamps.in(Files.readAllBytes(clip)));
      ChildProgram.End end = ChildProgram.in(folder).run(SmallCommand.VIDEO_RUN.line());
      boolean same = names(folder).equals(names(SmallCommand.VIDEO_RUN.undisturbed().folder()));
      boolean told = end.said().contains(SmallClip.VIDEO + ": ");
      table.count(
          told && (end.isDone() ? same : withoutRemarks(end).isClearError())
              ? ""
              : "%s: exit %d: %s %s".formatted(stamps, end.code(), end.said(), names(folder)),
          !end.isDone());
    }
    assertThat(table.finish()).isEmpty();
  }

  /** What is said of the video itself may come before the error that it leads to. */
  private static ChildProgram.End withoutRemarks(ChildProgram.End end) {
    String rest =
        end.said()
            .lines()
            .filter(line -> !line.startsWith("hmrbench: %s: ".formatted(SmallClip.VIDEO)))
            .collect(Collectors.joining("\n"));
    return rest.contains("hmrbench: ") ? new ChildProgram.End(end.killed(), end.code(), rest) : end;
  }

  /** Without the hashes of the input, which differ where its time stamps do. */
  private static List<String> names(Path folder) throws Exception {
    Path out = folder.resolve(SmallWork.OUT);
    if (!Files.exists(out)) {
      return List.of();
    }
    try (Stream<Path> found = Files.walk(out)) {
      return found
          .map(file -> out.relativize(file).toString().replaceFirst("-[0-9a-f]{16}", ""))
          .sorted()
          .toList();
    }
  }

  /** Time stamps that an MP4 can have, where its frames should be 40 ms apart. */
  private enum Stamps {
    ALL_EQUAL("stts", 12, 0),
    ONE_TICK_APART("stts", 12, 1),
    A_DAY_APART("stts", 12, 900_000_000),
    FALLING("stts", 12, -1000),
    TEN_TIMES_AS_FAST("mdhd", 12, 250_000),
    A_HUNDREDTH_AS_FAST("mdhd", 12, 250),
    WITHOUT_A_UNIT("mdhd", 12, 0);

    private final String box;
    private final int at;
    private final int value;

    Stamps(String box, int at, int value) {
      this.box = box;
      this.at = at;
      this.value = value;
    }

    /** Puts the number into the box, so many bytes after its name. */
    private byte[] in(byte[] clip) {
      int name = new String(clip, StandardCharsets.ISO_8859_1).lastIndexOf(box);
      assertThat(name).as(box).isPositive();
      byte[] changed = clip.clone();
      // After the name: version and flags, then the count of entries or two dates.
      ByteBuffer.wrap(changed).putInt(name + Integer.BYTES + at, value);
      return changed;
    }
  }
}
