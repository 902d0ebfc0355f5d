package hmrbench.data.world;

import hmrbench.config.BadValue;
import hmrbench.config.DatasetConfig;
import hmrbench.config.Names;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * EMDB as its authors give it out. It has no image features: predictions of other programs are
 * scored on it, networks cannot be.
 *
 * @param files truth files ({@code *_data.pkl}), or folders with such files in any depth
 * @param subset which of the sequences
 * @param bodyModel folder with {@code SMPL_NEUTRAL.pkl}, and {@code SMPL_MALE.pkl} and {@code
 *     SMPL_FEMALE.pkl} for the truth; the embedded body where there is none
 */
public record EmdbConfig(String name, List<Path> files, Subset subset, Optional<Path> bodyModel)
    implements DatasetConfig {

  /** The name of the format. */
  public static final String FORMAT = "emdb";

  /** Which sequences, by the flags in their files. */
  public enum Subset {
    ALL,
    /** The 17 for scores in the frame of the camera. */
    EMDB1,
    /** The 25 for scores in the world. */
    EMDB2;

    /** Its name in a config. */
    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public EmdbConfig {
    Names.require("name", name);
    files = List.copyOf(files);
    BadValue.requireFiles(files);
  }

  @Override
  public String format() {
    return FORMAT;
  }

  @Override
  public Map<String, Object> values() {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("files", files);
    values.put("subset", subset.key());
    bodyModel.ifPresent(folder -> values.put("body-model", folder));
    return values;
  }
}
