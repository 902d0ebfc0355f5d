package hmrbench.run.bench;

import hmrbench.core.Fault;
import hmrbench.record.bench.BenchResult;
import hmrbench.record.bench.BenchResult.Measure;
import hmrbench.record.bench.Spread;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How fast {@code video render} draws and encodes a recorded clip, each time in a process of its
 * own, which starts cold.
 */
public final class FilmSpeed {

  /** The flags of the launcher for films. */
  private static final List<String> FLAGS =
      List.of("-XX:+UseParallelGC", "-XX:TieredStopAtLevel=1");

  private static final Pattern SPEED =
      Pattern.compile("(\\d+) frames of (\\S+) in \\S+ s, ([0-9.]+) frames/s");

  private final int rounds;
  private final Consumer<String> progress;

  /**
   * @param rounds films that are made
   * @param progress hears what is being measured
   */
  public FilmSpeed(int rounds, Consumer<String> progress) {
    this.rounds = rounds;
    this.progress = progress;
  }

  /**
   * Makes films.
   *
   * @param clip a run, a slash and a sequence
   * @param models that are drawn beside the truth; the command's own choice if there is none
   * @param folder for the films
   */
  public BenchResult measure(String clip, List<String> models, Path folder) {
    List<String> command = new ArrayList<>(List.of("video", "render", clip));
    if (!models.isEmpty()) {
      command.addAll(List.of("--models", String.join(",", models)));
    }
    command.addAll(List.of("--out", folder.resolve("film.mp4").toString()));
    HostShare host = HostShare.now();
    List<Double> films = new ArrayList<>();
    List<Double> processes = new ArrayList<>();
    String what = "";
    for (int round = 0; round < rounds; round++) {
      progress.accept("film %d of %d".formatted(round + 1, rounds));
      ChildProgram.Run took = ChildProgram.run(FLAGS, command, folder);
      Matcher speed = SPEED.matcher(took.output());
      if (!speed.find()) {
        throw Fault.running("`video` printed no speed, but: %s", took.output());
      }
      what = "film of %s frames, %s".formatted(speed.group(1), speed.group(2));
      films.add(Double.valueOf(speed.group(3)));
      processes.add(Double.parseDouble(speed.group(1)) / took.wallSeconds());
    }
    String beside = models.isEmpty() ? "" : ", truth and " + String.join(", ", models);
    return BenchMachine.result(host.since("films"))
        .measured(
            List.of(),
            List.of(
                new Measure(what + beside, "frames/s", Spread.of(films)),
                new Measure(what + beside + ", with the start", "frames/s", Spread.of(processes))),
            List.of());
  }
}
