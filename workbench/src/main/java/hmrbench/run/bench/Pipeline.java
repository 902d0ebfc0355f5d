package hmrbench.run.bench;

import hmrbench.config.PathRoots;
import hmrbench.model.Stopwatch.Part;
import hmrbench.record.Manifest.Throughput;
import hmrbench.record.ManifestFile;
import hmrbench.record.RunStore;
import hmrbench.run.ExperimentRun;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** A whole evaluation as {@code run} does it, from reading features to a finished report. */
final class Pipeline {

  private final BenchScene scene;
  private final Path folder;
  private final int threads;
  private final Consumer<Path> report;

  /**
   * @param folder receives the records; replaced by every run
   * @param report makes the report of a run folder
   */
  Pipeline(BenchScene scene, Path folder, int threads, Consumer<Path> report) {
    this.scene = scene;
    this.folder = folder;
    this.threads = threads;
    this.report = report;
  }

  /**
   * How fast it was.
   *
   * @param framesPerSecond from opening the data to the last record, on all threads
   * @param stages frames per second of one thread
   */
  record Outcome(double framesPerSecond, Map<String, Double> stages) {}

  Outcome run(int frames) {
    scene.parts().take();
    long start = System.nanoTime();
    ExperimentRun.run(
        new ExperimentRun.Request(
            scene.experiment(),
            new PathRoots(folder, folder),
            folder.resolve("run"),
            RunStore.Existing.REPLACE,
            threads),
        scene,
        new QuietListener(),
        Clock.systemUTC());
    double seconds = seconds(start);
    long reporting = System.nanoTime();
    report.accept(folder.resolve("run"));
    Map<String, Double> stages = stages(frames);
    stages.put("report", frames / seconds(reporting));
    return new Outcome(frames / seconds, stages);
  }

  private static double seconds(long start) {
    return (System.nanoTime() - start) / 1e9;
  }

  private Map<String, Double> stages(int frames) {
    Map<String, Double> seconds = new LinkedHashMap<>();
    for (Throughput stage :
        ManifestFile.read(folder.resolve("run").resolve(ManifestFile.NAME)).throughput()) {
      seconds.merge(name(stage.stage()), stage.seconds(), Double::sum);
    }
    Map<Part, Double> parts = scene.parts().take();
    Map<String, Double> rates = new LinkedHashMap<>();
    rates.put("read", seconds.getOrDefault("read", 0.0));
    rates.put("project", parts.getOrDefault(Part.PROJECT, 0.0));
    rates.put("encode", parts.getOrDefault(Part.ENCODE, 0.0));
    rates.put("regress", parts.getOrDefault(Part.REGRESS, 0.0));
    rates.put("body", seconds.getOrDefault("body", 0.0));
    rates.put("metrics", seconds.getOrDefault("metrics", 0.0));
    rates.put("records", seconds.getOrDefault("records", 0.0));
    rates.replaceAll((stage, spent) -> frames / Math.max(spent, 1e-9));
    return rates;
  }

  /** The stages of a manifest in the words of this measurement. */
  private static String name(String stage) {
    String words = stage.substring(stage.indexOf(' ') + 1);
    return switch (words) {
      case "clip" -> "read";
      case "joints", "mesh error" -> "body";
      case "filter", "score", "diagnose" -> "metrics";
      case "record" -> "records";
      default -> words;
    };
  }
}
