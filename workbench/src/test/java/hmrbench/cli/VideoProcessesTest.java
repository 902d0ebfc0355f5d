package hmrbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import hmrbench.io.FolderLock;
import hmrbench.record.Sha256;
import hmrbench.testing.Shared;
import hmrbench.video.image.Picture;
import hmrbench.video.write.FilmClock;
import hmrbench.video.write.VideoWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code video run} in programs of its own, which are killed. */
class VideoProcessesTest {

  private static final int FRAMES = 12;
  private static final long SEED = 20261128;
  private static final int CAMPAIGN_KILLS = 20;

  /** Longer than any of these programs takes on a busy machine. */
  private static final int MOST_SECONDS = 300;

  @TempDir static Path folder;

  @BeforeAll
  static void makeInputs() throws IOException {
    List<String> boxes = new ArrayList<>(List.of("frame,person,left,top,width,height"));
    try (VideoWriter writer =
        VideoWriter.open(
            folder.resolve("clip.mp4"),
            96,
            72,
            FilmClock.constant(25),
            VideoWriter.Content.DRAWN)) {
      for (int t = 0; t < FRAMES; t++) {
        Picture picture = Picture.black(96, 72);
        for (int y = 10; y < 60; y++) {
          for (int x = 5 + 3 * t; x < 25 + 3 * t; x++) {
            picture.colour(x, y, 0x80c040 + 1000 * y);
          }
        }
        writer.add(picture, t);
        boxes.add("%d,1,%d,10,20,50".formatted(t, 5 + 3 * t));
      }
      writer.finish();
    }
    Files.write(folder.resolve("boxes.csv"), boxes);
  }

  /** A program that runs a command. */
  private record Program(Process process, Path log) {

    static Program start(List<String> words) throws IOException {
      Path log = Files.createTempFile(folder, "log", ".txt");
      List<String> line =
          new ArrayList<>(
              List.of(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Djava.awt.headless=true",
                  "-XX:TieredStopAtLevel=1",
                  "-Dhmrbench.home=" + Shared.projectRoot(),
                  "-cp",
                  System.getProperty("java.class.path"),
                  "hmrbench.cli.Main"));
      line.addAll(words);
      Process process =
          new ProcessBuilder(line)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      return new Program(process, log);
    }

    int code() throws InterruptedException {
      assertThat(process.waitFor(MOST_SECONDS, TimeUnit.SECONDS)).as("it ends").isTrue();
      return process.exitValue();
    }

    String said() throws IOException {
      return Files.readString(log, StandardCharsets.UTF_8);
    }

    void requireDone() throws IOException, InterruptedException {
      assertThat(code()).as(said()).isZero();
    }

    void kill() throws InterruptedException {
      process.destroyForcibly().waitFor();
    }
  }

  private static List<String> run(String out) {
    return List.of(
        ("video run clip.mp4 --model tcmr --random-weights 1 --device cpu --tracks boxes.csv --out "
                + out)
            .split(" "));
  }

  /** What a finished command left: hashes by path. The page says that a run went on, no more. */
  private static Map<String, String> left(String out) throws IOException {
    Map<String, String> hashes = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder.resolve(out))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = folder.resolve(out).relativize(file).toString();
        hashes.put(name, name.endsWith(".html") ? pageHash(file) : Sha256.of(file));
      }
    }
    hashes.remove(FolderLock.NAME);
    return hashes;
  }

  private static String pageHash(Path page) throws IOException {
    return Files.readAllLines(page).stream()
        .filter(line -> !line.contains("taken from"))
        .collect(Collectors.joining("\n"));
  }

  /** When a command began to write, and how long it wrote. */
  private static long writingMillis(String out, List<String> words)
      throws IOException, InterruptedException {
    Program program = Program.start(words);
    awaitWriting(out, program);
    long began = System.nanoTime();
    program.requireDone();
    return (System.nanoTime() - began) / 1_000_000;
  }

  private static void awaitWriting(String out, Program program)
      throws IOException, InterruptedException {
    while (program.process().isAlive() && names(out).isEmpty()) {
      Thread.sleep(5);
    }
  }

  private static List<String> names(String out) throws IOException {
    if (!Files.isDirectory(folder.resolve(out))) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder.resolve(out))) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  /** Kills a command while it writes, a few times in one folder, and lets it end at last. */
  private static void killAndGoOn(
      String out, List<String> words, long writingMillis, int kills, Random random)
      throws IOException, InterruptedException {
    for (int kill = 0; kill < kills; kill++) {
      Program program = Program.start(words);
      awaitWriting(out, program);
      Thread.sleep((long) (random.nextDouble() * writingMillis));
      program.kill();
    }
    Program.start(words).requireDone();
  }

  private static void killRuns(int rounds, int kills) throws IOException, InterruptedException {
    long millis = writingMillis("whole", run("whole"));
    Map<String, String> expected = left("whole");
    assertThat(expected)
        .containsKeys("overlay.mp4", "index.html", "boxes.csv", "predictions.npz", "features.npz");
    Random random = new Random(SEED);
    for (int round = 0; round < rounds; round++) {
      String out = "killed-" + round;
      killAndGoOn(out, run(out), millis, kills, random);
      assertThat(left(out)).as("round %d", round).isEqualTo(expected);
    }
  }

  @Test
  @Tag("long")
  void a_killed_run_goes_on_to_the_same_result_and_leaves_no_parts() throws Exception {
    killRuns(1, 3);
  }

  @Test
  @Tag("campaign")
  void a_run_may_be_killed_at_any_moment() throws Exception {
    killRuns(CAMPAIGN_KILLS, 1);
  }
}
