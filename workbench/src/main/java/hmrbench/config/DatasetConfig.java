package hmrbench.config;

import hmrbench.core.Rates;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A data set as an experiment asks for it; each format has its own record. */
public interface DatasetConfig {

  /** Its name in records. */
  String name();

  /** The name of its format. */
  String format();

  /**
   * Its keys with every default written out, in the order in which a resolved config writes them:
   * numbers, texts, paths, lists of paths, and maps of texts.
   */
  Map<String, Object> values();

  /** The published data set that it is: 3dpw, h36m or mpii3d; empty if it is not published. */
  default Optional<String> published() {
    return Optional.empty();
  }

  /** Names of files that identify a release. */
  default List<String> fileNames() {
    return List.of();
  }

  /** Which people and activities a simulated set draws from; the three splits share none. */
  enum Split {
    TRAIN,
    VALIDATION,
    TEST;

    /** Its name in a config. */
    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * The simulated set that ships: made, not read.
   *
   * @param sequences number of sequences
   * @param seed of people, motions and observations
   * @param seconds length of each sequence
   * @param fps the rate at which it is scored by default, in hertz
   */
  record Simulated(String name, Split split, int sequences, long seed, double seconds, double fps)
      implements DatasetConfig {

    /** The name of the format. */
    public static final String FORMAT = "simulated";

    public Simulated {
      Names.require("name", name);
      BadValue.requireAtLeastOne("sequences", sequences);
      BadValue.requirePositive("seconds", seconds);
      BadValue.requirePositive("fps", fps);
      fps = Rates.snapped(fps);
    }

    @Override
    public String format() {
      return FORMAT;
    }

    @Override
    public Map<String, Object> values() {
      Map<String, Object> values = new LinkedHashMap<>();
      values.put("split", split.key());
      values.put("sequences", sequences);
      values.put("seed", seed);
      values.put("seconds", seconds);
      values.put("fps", fps);
      return values;
    }
  }

  /**
   * Real motion from BVH or AMASS files, on our body and under our observation model.
   *
   * @param files BVH files, npz files of AMASS, or folders of them
   * @param fps the rate at which it is scored by default, in hertz; that of the files where absent
   * @param seed of the observations
   * @param maxSeconds so much of each file is used; all of it where absent
   * @param reading what is known about the files beyond their content
   */
  record Mocap(
      String name,
      List<Path> files,
      Optional<Double> fps,
      long seed,
      Optional<Double> maxSeconds,
      MocapReading reading)
      implements DatasetConfig {

    /** The name of the format. */
    public static final String FORMAT = "mocap";

    public Mocap {
      Names.require("name", name);
      files = List.copyOf(files);
      requireFiles(files);
      fps.ifPresent(rate -> BadValue.requirePositive("fps", rate));
      fps = fps.map(Rates::snapped);
      maxSeconds.ifPresent(seconds -> BadValue.requirePositive("max-seconds", seconds));
    }

    @Override
    public String format() {
      return FORMAT;
    }

    @Override
    public Map<String, Object> values() {
      Map<String, Object> values = new LinkedHashMap<>();
      values.put("files", files);
      fps.ifPresent(rate -> values.put("fps", rate));
      values.put("seed", seed);
      maxSeconds.ifPresent(seconds -> values.put("max-seconds", seconds));
      reading.putTo(values);
      return values;
    }
  }

  /**
   * A joblib file as the TCMR and VIBE repositories write and read it.
   *
   * @param kind decides joints and which frames count
   * @param fps rate of the recording, in hertz
   * @param bodyModel folder with SMPL_NEUTRAL.pkl, J_regressor_h36m.npy, J_regressor_extra.npy and
   *     smpl_mean_params.npz
   */
  record TcmrDb(String name, Kind kind, Path file, double fps, Path bodyModel)
      implements DatasetConfig {

    /** The name of the format. */
    public static final String FORMAT = "tcmr-db";

    /** Which of the three evaluations it is. */
    public enum Kind {
      THREEDPW("3dpw"),
      H36M("h36m"),
      MPII3D("mpii3d");

      private final String key;

      Kind(String key) {
        this.key = key;
      }

      /** Its name in a config. */
      public String key() {
        return key;
      }
    }

    public TcmrDb {
      Names.require("name", name);
      BadValue.requirePositive("fps", fps);
      fps = Rates.snapped(fps);
    }

    @Override
    public Optional<String> published() {
      return Optional.of(kind.key());
    }

    @Override
    public List<String> fileNames() {
      return List.of(String.valueOf(file.getFileName()));
    }

    @Override
    public String format() {
      return FORMAT;
    }

    @Override
    public Map<String, Object> values() {
      Map<String, Object> values = new LinkedHashMap<>();
      values.put("kind", kind.key());
      values.put("file", file);
      values.put("fps", fps);
      values.put("body-model", bodyModel);
      return values;
    }
  }

  /**
   * 3DPW as its authors distribute it. It has no image features: predictions of other programs are
   * scored on it, networks cannot be.
   *
   * @param files sequence files (.pkl), or folders of them
   * @param fps rate of the recording, in hertz
   * @param bodyModel folder as in {@link TcmrDb}
   */
  record RawThreeDpw(String name, List<Path> files, double fps, Path bodyModel)
      implements DatasetConfig {

    /** The name of the format. */
    public static final String FORMAT = "3dpw-raw";

    public RawThreeDpw {
      Names.require("name", name);
      files = List.copyOf(files);
      requireFiles(files);
      BadValue.requirePositive("fps", fps);
      fps = Rates.snapped(fps);
    }

    @Override
    public Optional<String> published() {
      return Optional.of(TcmrDb.Kind.THREEDPW.key());
    }

    @Override
    public String format() {
      return FORMAT;
    }

    @Override
    public Map<String, Object> values() {
      Map<String, Object> values = new LinkedHashMap<>();
      values.put("files", files);
      values.put("fps", fps);
      values.put("body-model", bodyModel);
      return values;
    }
  }

  private static void requireFiles(List<Path> files) {
    if (files.isEmpty()) {
      throw BadValue.of("files", "must name at least one file");
    }
    List<Path> real = files.stream().map(DatasetConfig::real).toList();
    for (int i = 0; i < real.size(); i++) {
      for (int k = 0; k < real.size(); k++) {
        boolean again = k < i && real.get(i).equals(real.get(k));
        boolean inside = !real.get(i).equals(real.get(k)) && real.get(i).startsWith(real.get(k));
        if (again || inside) {
          String why = again ? "%s again; name each file once" : "%s, which lies in %s; name one";
          throw BadValue.ofItem("files", i, why.formatted(files.get(i), files.get(k)));
        }
      }
    }
  }

  /** Where a path leads, so that two ways to write it are one; the path itself if nowhere. */
  private static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      return path.toAbsolutePath().normalize();
    }
  }
}
