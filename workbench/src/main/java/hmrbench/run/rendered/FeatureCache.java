package hmrbench.run.rendered;

import hmrbench.core.EnvironmentVariables;
import hmrbench.core.Fault;
import hmrbench.core.FloatGrid;
import hmrbench.core.Reason;
import hmrbench.core.Series;
import hmrbench.core.SmplTrack;
import hmrbench.data.rendered.RenderedPeople.Seen;
import hmrbench.io.NdArray;
import hmrbench.io.WholeFile;
import hmrbench.io.safetensors.SafeTensors;
import hmrbench.record.Sha256;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Features of rendered scenes, one file each, named by the hash of everything they depend on: so a
 * file is never out of date, and two programs that make the same one do each other no harm. A file
 * is written aside and moved, so one that is there is whole, and has a CRC-32 of its values, in
 * case the disk is not. Safe for several threads.
 */
final class FeatureCache {

  private static final String KEY = "key";
  private static final String ENDING = ".safetensors";

  /** The same for tests, which cannot set a variable. */
  private static final String PROPERTY = "hmrbench.cache";

  private final Path folder;

  /**
   * @param folder made where it is missing
   */
  FeatureCache(Path folder) {
    this.folder = folder;
  }

  /**
   * In the folder of this user.
   *
   * @throws Fault if it is not there and cannot be made; one that is only read may hold all
   */
  static FeatureCache ofUser() {
    Path folder = root().resolve("rendered");
    Optional<String> problem =
        Files.isDirectory(folder) ? Optional.empty() : WholeFile.whyNotIn(folder);
    if (problem.isPresent()) {
      throw Fault.asked(
          "%s; features of rendered people are kept there: set %s to another folder",
          problem.get(), EnvironmentVariables.CACHE_DIR);
    }
    return new FeatureCache(folder);
  }

  private static Path root() {
    return Optional.ofNullable(System.getProperty(PROPERTY))
        .or(() -> Optional.ofNullable(System.getenv(EnvironmentVariables.CACHE_DIR)))
        .filter(text -> !text.isBlank())
        .map(Path::of)
        .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache", "hmrbench"))
        .toAbsolutePath();
  }

  /** Removes what programs left that ended while they wrote. */
  void removeParts() {
    WholeFile.removePartsIn(folder);
  }

  private Path file(String key) {
    String hash = Sha256.of(key);
    return folder.resolve(hash.substring(0, 2)).resolve(hash + ENDING);
  }

  /**
   * What is kept under a key; nothing where there is none, or where the file is damaged and has to
   * be made again.
   */
  Optional<Seen> read(String key) {
    Path file = file(key);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      SafeTensors saved = SafeTensors.open(file);
      boolean sound = key.equals(saved.metadata().get(KEY)) && saved.hasItsSum().orElse(false);
      return sound ? Optional.of(seen(saved)) : Optional.empty();
    } catch (Fault | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Seen seen(SafeTensors saved) {
    FloatGrid features = saved.floats("features");
    SmplTrack smpl =
        new SmplTrack(saved.floats("rotations"), saved.floats("betas"), saved.floats("camera"));
    return new Seen(features, smpl, series(saved, "occlusion"), series(saved, "speed"));
  }

  private static Series series(SafeTensors saved, String name) {
    FloatGrid values = saved.floats(name);
    double[] numbers = new double[values.length()];
    for (int t = 0; t < numbers.length; t++) {
      numbers[t] = values.get(t);
    }
    return Series.of(numbers);
  }

  /**
   * Keeps what was seen.
   *
   * @throws Fault if it cannot be written; then nothing is left behind
   */
  void write(String key, Seen seen) {
    Map<String, NdArray> arrays = new LinkedHashMap<>();
    arrays.put("features", NdArray.of(seen.features()));
    arrays.put("rotations", NdArray.of(seen.smpl().rotations()));
    arrays.put("betas", NdArray.of(seen.smpl().betas()));
    arrays.put("camera", NdArray.of(seen.smpl().camera()));
    arrays.put("occlusion", numbers(seen.occlusion()));
    arrays.put("speed", numbers(seen.speed()));
    try {
      SafeTensors.writeSummed(file(key), arrays, Map.of(KEY, key));
    } catch (Fault e) {
      throw new Fault(
          Fault.Kind.FAILED_RUNNING,
          "%s; features of rendered people are kept there: set %s to another folder"
              .formatted(Reason.of(e), EnvironmentVariables.CACHE_DIR),
          e);
    }
  }

  private static NdArray numbers(Series series) {
    float[] values = new float[series.frames()];
    for (int t = 0; t < values.length; t++) {
      values[t] = (float) series.get(t);
    }
    return NdArray.of(values, values.length);
  }
}
