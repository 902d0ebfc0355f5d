package hmrbench.data.official;

import hmrbench.config.DatasetKeys;
import hmrbench.data.DataFormat;
import hmrbench.data.Dataset;
import hmrbench.data.official.RawThreeDpw.Truth;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** 3DPW as its authors distribute it. */
public final class RawThreeDpwFormat implements DataFormat<RawThreeDpw> {

  /** The rate of its cameras, in hertz. */
  private static final double RECORDED = 30;

  @Override
  public String key() {
    return RawThreeDpw.FORMAT;
  }

  @Override
  public Class<RawThreeDpw> type() {
    return RawThreeDpw.class;
  }

  @Override
  public Optional<RawThreeDpw> read(String name, DatasetKeys keys) {
    List<Path> files = keys.files("files");
    double fps = keys.optionalNumber("fps").orElse(RECORDED);
    Path bodyModel = keys.bodyModel("body-model");
    Truth truth = keys.oneOf("truth", List.of(Truth.values()), Truth::key).orElse(Truth.TCMR);
    return keys.build(() -> new RawThreeDpw(name, files, fps, bodyModel, truth));
  }

  @Override
  public List<Path> inputs(RawThreeDpw config) {
    List<Path> files = new ArrayList<>(RawThreeDpwDataset.files(config));
    files.addAll(DataFormat.below(config.bodyModel()));
    return files;
  }

  @Override
  public Optional<Path> bodyModel(RawThreeDpw config) {
    return Optional.of(config.bodyModel());
  }

  @Override
  public Dataset open(RawThreeDpw config, BodyJoints body) {
    return new RawThreeDpwDataset(config, body);
  }
}
