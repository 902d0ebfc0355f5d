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
 * 3DPW as its authors distribute it. It has no image features: predictions of other programs are
 * scored on it, networks cannot be.
 *
 * @param files sequence files (.pkl), or folders of them
 * @param fps rate of the recording, in hertz
 * @param bodyModel folder as in {@link TcmrDb}
 */
public record RawThreeDpw(String name, List<Path> files, double fps, Path bodyModel)
    implements DatasetConfig {

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
    return values;
  }
}
