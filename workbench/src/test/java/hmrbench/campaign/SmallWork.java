package hmrbench.campaign;

import hmrbench.io.NdArray;
import hmrbench.io.npy.Npz;
import hmrbench.io.safetensors.SafeTensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The files and the lines of {@link SmallCommand}. */
final class SmallWork {

  static final String OUT = "out";

  /** A run to make films of. */
  static final String RECORD = "record";

  private static final String DATASET =
      "{format: simulated, split: test, sequences: 3, seconds: 2, fps: 30, seed: 8}";

  private static final String EXPERIMENT =
      """
      name: small
      models: [spin, reference-frozen]
      datasets: [%s]
      frame-rates: [30]
      filters: [none, slerp-0.3]
      seeds: [1, 2]
      baseline: spin
      """
          .formatted(DATASET.replace("{", "{name: few, "));

  private static final String RECIPE =
      """
      name: tiny
      models: [spin, middle]
      seeds: [1]
      data: {clips: 64, seed: 1, fps: 30, features: 16}
      sizes: {hidden: 8, layers: 1, regressor: 8, attention: 8}
      regressor: {steps: 40, batch: 8, rate: 0.002}
      temporal: {steps: 40, batch: 4, rate: 0.0015}
      optimiser: {final-rate: 0.05, longest-gradient: 100}
      validation: {sequences: 2, seed: 1, every: 10}
      output: out
      """;

  private static final String SAVED = "reference-frozen__few__tcmr__30fps__none__seed-1";

  private SmallWork() {}

  /** Makes a folder with the files that the commands ask for. */
  static Path fill(Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("small.yaml"), EXPERIMENT);
    Files.writeString(folder.resolve("tiny.yaml"), RECIPE);
    Files.writeString(folder.resolve("few.yaml"), DATASET);
    return folder;
  }

  static String[] run() {
    return new String[] {"run", "small.yaml", "--out", OUT};
  }

  static String[] train() {
    return new String[] {"train", "tiny.yaml", "--work", "work"};
  }

  static String[] report() {
    return new String[] {"report", OUT};
  }

  static String[] score(Path predictions) {
    return new String[] {
      "score", predictions.toString(), "--dataset", "few.yaml", "--out", OUT,
    };
  }

  /** Makes predictions to score out of those that a run saved. */
  static void predictions(Path run, Path file) throws IOException {
    List<String> rows = Files.readAllLines(run.resolve("shards").resolve(SAVED + ".csv"));
    List<String> sequences = new ArrayList<>();
    List<Long> frames = new ArrayList<>();
    for (String row : rows.subList(1, rows.size())) {
      String[] cells = row.split(",", -1);
      sequences.add(cells[6]);
      frames.add(Long.parseLong(cells[7]));
    }
    SafeTensors saved =
        SafeTensors.open(run.resolve("predictions").resolve(SAVED + ".safetensors"));
    Npz.write(
        file,
        Map.of(
            "sequence", NdArray.of(sequences.toArray(new String[0]), sequences.size()),
            "frame",
                NdArray.of(frames.stream().mapToLong(Long::longValue).toArray(), sequences.size()),
            "rotations", NdArray.of(saved.floats("predicted.rotations")),
            "betas", NdArray.of(saved.floats("predicted.betas"))));
  }

  /** Runs a network on a clip that {@link SmallClip} made. */
  static String[] videoRun(String clip, String out) {
    String words =
        "video run CLIP --model tcmr --random-weights 1 --device cpu --tracks %s --out OUT";
    List<String> list = new ArrayList<>(List.of(words.formatted(SmallClip.BOXES).split(" ")));
    list.replaceAll(word -> word.equals("CLIP") ? clip : word.equals("OUT") ? out : word);
    return list.toArray(String[]::new);
  }

  /** Makes a film of the first sequence of the run in the folder {@value #RECORD}. */
  static String[] videoRender(String film) throws Exception {
    Path run = SmallCommand.RUN.undisturbed().folder().resolve(OUT);
    List<String> rows = Files.readAllLines(run.resolve("shards").resolve(SAVED + ".csv"));
    String sequence = rows.get(1).split(",", -1)[6];
    return new String[] {
      "video", "render", "%s/%s".formatted(RECORD, sequence), "--size", "320x240", "--out", film
    };
  }

  /** Copies a folder. */
  static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> found = Files.walk(from)) {
      for (Path path : found.toList()) {
        Path target = to.resolve(from.relativize(path).toString());
        if (Files.isDirectory(path)) {
          Files.createDirectories(target);
        } else {
          Files.copy(path, target);
        }
      }
    }
  }

  /** Names of files that were being written when their program ended. */
  static List<String> parts(Path folder) throws IOException {
    try (Stream<Path> found = Files.walk(folder)) {
      return found.map(Path::toString).filter(name -> name.endsWith(".part")).toList();
    }
  }
}
