package hmrbench.data.rendered;

import hmrbench.config.BadValue;
import hmrbench.config.DatasetConfig;
import hmrbench.config.Names;
import hmrbench.core.CropSide;
import hmrbench.core.Rates;
import hmrbench.data.sim.MadeClips;
import hmrbench.data.sim.SimulatedSplit;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Rendered people whose features a picture network extracts.
 *
 * @param split whose people, looks, places and cameras there are
 * @param motion what the people do
 * @param seed of the scenes
 * @param fps the rate at which the set is scored by default, in hertz
 * @param film how they are filmed and cropped
 * @param backbone weights of the network that makes features of the crops
 */
public record Rendered(
    String name,
    SimulatedSplit split,
    Motion motion,
    long seed,
    double fps,
    Film film,
    Path backbone)
    implements DatasetConfig {

  /** The name of the format. */
  public static final String FORMAT = "rendered";

  /** How long the shutter is open unless a config says otherwise, in seconds. */
  public static final double SHUTTER = 0.012;

  /** Side of a crop unless a config says otherwise, in pixels. */
  public static final int SIZE = 96;

  private static final double LONGEST_SHUTTER = 1;

  /**
   * What people do: the activities of the simulated set, or what files hold.
   *
   * @param sequences number of scenes; nothing where there are files, each of which is one
   * @param seconds length of each scene; of files so much is used, all where absent
   * @param files BVH files, npz files of AMASS, or folders of them; empty for the simulated set
   */
  public record Motion(Optional<Integer> sequences, Optional<Double> seconds, List<Path> files) {

    public Motion {
      files = List.copyOf(files);
      sequences.ifPresent(MadeClips::requireSequences);
      seconds.ifPresent(MadeClips::requireSeconds);
      if (files.isEmpty()) {
        if (sequences.isEmpty() || seconds.isEmpty()) {
          throw BadValue.of(
              sequences.isEmpty() ? "sequences" : "seconds",
              "is missing; expected sequences and seconds, or files of motion");
        }
      } else {
        BadValue.requireFiles(files);
        if (sequences.isPresent()) {
          throw BadValue.of("sequences", "expected none beside files: each of them is a sequence");
        }
      }
    }

    /** The simulated set's activities. */
    public static Motion simulated(int sequences, double seconds) {
      return new Motion(Optional.of(sequences), Optional.of(seconds), List.of());
    }
  }

  /**
   * How people are filmed and cropped.
   *
   * @param size side of a crop, in pixels
   * @param boxes that crops are cut by
   * @param shutter how long an exposure takes, in seconds; 0 for no motion blur
   * @param surroundings what is around the person
   */
  public record Film(int size, Boxes boxes, double shutter, Surroundings surroundings) {

    /** As training and test pictures are. */
    public static final Film STANDARD = new Film(SIZE, Boxes.SMOOTHED, SHUTTER, Surroundings.FULL);

    public Film {
      CropSide.whyNot(size)
          .ifPresent(
              problem -> {
                throw BadValue.of("size", problem);
              });
      if (!(shutter >= 0 && shutter <= LONGEST_SHUTTER)) {
        throw BadValue.of("shutter", "must be from 0 to 1 seconds, got " + shutter);
      }
    }
  }

  public Rendered {
    Names.require("name", name);
    BadValue.requirePositive("fps", fps);
    fps = Rates.snapped(fps);
    if (!Shutter.serves(film.shutter(), fps)) {
      boolean usual = film.shutter() == SHUTTER;
      throw BadValue.of(
          usual ? "fps" : "shutter",
          "is too %s: %s".formatted(usual ? "high" : "long", Shutter.problem(film.shutter(), fps)));
    }
  }

  @Override
  public String format() {
    return FORMAT;
  }

  @Override
  public Map<String, Object> values() {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("split", split.label());
    motion.sequences().ifPresent(number -> values.put("sequences", number));
    if (!motion.files().isEmpty()) {
      values.put("files", motion.files());
    }
    motion.seconds().ifPresent(length -> values.put("seconds", length));
    values.put("seed", seed);
    values.put("fps", fps);
    values.put("size", film.size());
    values.put("boxes", film.boxes().key());
    values.put("shutter", film.shutter());
    values.put("surroundings", film.surroundings().key());
    values.put("backbone", backbone);
    return values;
  }
}
