package hmrbench.data.official;

import hmrbench.config.BadValue;
import hmrbench.config.DatasetConfig;
import hmrbench.config.Names;
import hmrbench.core.JointSet;
import hmrbench.core.Rates;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * 3DPW as its authors distribute it. It has no image features: predictions of other programs are
 * scored on it, networks cannot be.
 *
 * @param files sequence files (.pkl), or folders of them
 * @param fps rate of the recording, in hertz
 * @param bodyModel folder as in {@link TcmrDb}, with {@code SMPL_MALE.pkl} and {@code
 *     SMPL_FEMALE.pkl} where the truth is gendered
 * @param truth frames and joints that are scored
 */
public record RawThreeDpw(String name, List<Path> files, double fps, Path bodyModel, Truth truth)
    implements DatasetConfig {

  /** Which frames and joints are scored, by whose evaluation. */
  public enum Truth {
    /** Frames and 14 joints of TCMR's file, on the neutral body. */
    TCMR(JointSet.COMMON14, false),
    /** The challenge: SMPL's 24 joints, every frame with a 2-D point, on the gendered body. */
    OFFICIAL(JointSet.SMPL24, true),
    /** The 14 joints about the regressed pelvis, TCMR's frames, on the gendered body. */
    BEDLAM(JointSet.COMMON14_PELVIS, true),
    /** The 14 joints of 4D-Humans, TCMR's frames, on the gendered body. */
    HMR2(JointSet.HMR2_15, true);

    @SuppressWarnings("ImmutableEnumChecker") // a constant of JointSet
    private final JointSet joints;

    private final boolean gendered;

    Truth(JointSet joints, boolean gendered) {
      this.joints = joints;
      this.gendered = gendered;
    }

    /** As a config writes it. */
    public String key() {
      return this == HMR2 ? "4d-humans" : name().toLowerCase(Locale.ROOT);
    }

    /** The joints that are scored. */
    public JointSet joints() {
      return joints;
    }

    boolean isGendered() {
      return gendered;
    }
  }

  /** The name of the format. */
  public static final String FORMAT = "3dpw-raw";

  public RawThreeDpw {
    Names.require("name", name);
    files = List.copyOf(files);
    BadValue.requireFiles(files);
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
    if (truth != Truth.TCMR) {
      values.put("truth", truth.key());
    }
    return values;
  }
}
