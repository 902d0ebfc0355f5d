package hmrbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import hmrbench.campaign.SmallClip;
import hmrbench.io.FolderLock;
import hmrbench.record.Sha256;
import hmrbench.testing.Shared;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code video} in programs of its own, which write in one place at once, or start in another
 * locale.
 */
class VideoProcessesTest {

  /** Longer than any of these programs takes on a busy machine. */
  private static final int MOST_SECONDS = 300;

  @TempDir static Path folder;

  @BeforeAll
  static void makeInputs() throws IOException {
    SmallClip.write(folder);
  }

  /** A program that runs a command. */
  private record Program(Process process, Path log) {

    static Program start(List<String> words) throws IOException {
      return start("C.UTF-8", words);
    }

    static Program start(String locale, List<String> words) throws IOException {
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
      ProcessBuilder builder =
          new ProcessBuilder(line)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile());
      builder.environment().put("LC_ALL", locale);
      return new Program(builder.start(), log);
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
  }

  private static List<String> run(String out) {
    return List.of(
        ("video run clip.mp4 --model tcmr --random-weights 1 --device cpu --tracks boxes.csv --out "
                + out)
            .split(" "));
  }

  private static List<String> render(String out) {
    return List.of(
        ("video render record/test-000-walk --models vibe-seq,tcmr --size 480x320 --out "
                + out
                + "/film.mp4")
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

  private static List<String> names(String out) throws IOException {
    if (!Files.isDirectory(folder.resolve(out))) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder.resolve(out))) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  @Test
  @Tag("long")
  void of_two_runs_in_one_folder_one_is_refused_or_waits_for_nothing() throws Exception {
    Program.start(run("alone")).requireDone();
    List<Program> both = List.of(Program.start(run("both")), Program.start(run("both")));
    for (Program program : both) {
      if (program.code() != 0) {
        assertThat(program.code()).as(program.said()).isEqualTo(2);
        assertThat(program.said().strip().lines().toList())
            .last()
            .isIn(
                "hmrbench: %s: a run is writing there; wait until it is done"
                    .formatted(folder.resolve("both")),
                "hmrbench: %s: another run is writing there; wait for it, or name another folder with --out"
                    .formatted(folder.resolve("both")));
      }
    }
    assertThat(both).extracting(Program::code).contains(0);
    assertThat(left("both")).isEqualTo(left("alone"));
  }

  @Test
  @Tag("long")
  void a_run_in_a_folder_that_another_program_holds_is_refused_in_a_sentence() throws Exception {
    Path held = folder.resolve("held");
    try (FolderLock lock = FolderLock.take(held, "wait")) {
      Program program = Program.start(run("held"));
      assertThat(program.code()).isEqualTo(2);
      assertThat(program.said())
          .isEqualTo(
              "hmrbench: %s: a run is writing there; wait until it is done%n".formatted(held));
      assertThat(lock.folder()).isEqualTo(held);
    }
    assertThat(names("held")).containsExactly(FolderLock.NAME);
  }

  @Test
  @Tag("long")
  void two_renders_of_one_film_leave_a_whole_one() throws Exception {
    Typed.twoModels(folder, "record");
    Program.start(render("one-film")).requireDone();
    List<Program> both = List.of(Program.start(render("two")), Program.start(render("two")));
    for (Program program : both) {
      program.requireDone();
    }
    assertThat(left("two")).isEqualTo(left("one-film"));
  }

  @Test
  @Tag("long")
  void paths_beyond_ascii_are_read_and_written() throws Exception {
    Program program = Program.start("C.UTF-8", runBeyondAscii("utf8"));
    program.requireDone();
    assertThat(program.said()).contains("video: " + folder.resolve("видео 動画/utf8/overlay.mp4"));
    assertThat(names("видео 動画/utf8"))
        .contains("overlay.mp4", "index.html", "boxes.csv", "predictions.npz", "features.npz");
  }

  /** The launcher changes this locale; a program that is started without it can but say so. */
  @Test
  @Tag("long")
  void a_locale_that_cannot_name_a_path_is_reported() throws Exception {
    Program program = Program.start("C", runBeyondAscii("ascii"));
    assertThat(program.code()).as(program.said()).isEqualTo(2);
    assertThat(program.said())
        .matches(
            "hmrbench: .*: no such file; expected a video\\R|hmrbench: .*set LC_ALL=C.UTF-8\\R");
    assertThat(folder.resolve("видео 動画/ascii")).doesNotExist();
  }

  private static List<String> runBeyondAscii(String out) throws IOException {
    Path names = Files.createDirectories(folder.resolve("видео 動画"));
    Path clip = names.resolve("größe.mp4");
    Files.copy(folder.resolve("clip.mp4"), clip, StandardCopyOption.REPLACE_EXISTING);
    Path boxes = names.resolve("kästen.csv");
    Files.copy(folder.resolve("boxes.csv"), boxes, StandardCopyOption.REPLACE_EXISTING);
    List<String> words = new ArrayList<>(run("out"));
    words.set(words.indexOf("clip.mp4"), folder.relativize(clip).toString());
    words.set(words.indexOf("boxes.csv"), folder.relativize(boxes).toString());
    words.set(words.indexOf("out"), folder.relativize(names.resolve(out)).toString());
    return words;
  }
}
