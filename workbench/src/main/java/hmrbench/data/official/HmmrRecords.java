package hmrbench.data.official;

import hmrbench.config.BadValue;
import hmrbench.config.DatasetConfig;
import hmrbench.config.Names;
import hmrbench.core.Rates;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Files that HMMR is evaluated on, as the programs of its repository make them: crops as pictures,
 * and what is true of them.
 *
 * @param files files of records (.tfrecord), or folders of them
 * @param fps rate of the recordings, in hertz
 * @param bodyModel folder as in {@link TcmrDb}
 * @param backbone checkpoint of the ResNet-50 v2 that looks at the crops
 */
public record HmmrRecords(String name, List<Path> files, double fps, Path bodyModel, Path backbone)
    implements DatasetConfig {

  /** The name of the format. */
  public static final String FORMAT = "hmmr-records";

  public HmmrRecords {
    Names.require("name", name);
    files = List.copyOf(files);
    BadValue.requireFiles(files);
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
    values.put("files", files);
    values.put("fps", fps);
    values.put("body-model", bodyModel);
    values.put("backbone", backbone);
    return values;
  }
}
