package hmrbench.data.official;

import hmrbench.config.BadValue;
import hmrbench.config.DatasetConfig;
import hmrbench.config.Names;
import hmrbench.core.Rates;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A joblib file as the TCMR and VIBE repositories write and read it.
 *
 * @param kind decides joints and which frames count
 * @param fps rate of the recording, in hertz
 * @param bodyModel folder with SMPL_NEUTRAL.pkl, J_regressor_h36m.npy, J_regressor_extra.npy and
 *     smpl_mean_params.npz
 */
public record TcmrDb(String name, Kind kind, Path file, double fps, Path bodyModel)
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
