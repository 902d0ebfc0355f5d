package hmrbench.data.official;

import hmrbench.config.DatasetKeys;
import hmrbench.data.DataFormat;
import hmrbench.data.Dataset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Joblib files as the TCMR and VIBE repositories write and read them. */
public final class TcmrDbFormat implements DataFormat<TcmrDb> {

  @Override
  public String key() {
    return TcmrDb.FORMAT;
  }

  @Override
  public Class<TcmrDb> type() {
    return TcmrDb.class;
  }

  @Override
  public Optional<TcmrDb> read(String name, DatasetKeys keys) {
    TcmrDb.Kind kind =
        keys.requiredOneOf("kind", Arrays.asList(TcmrDb.Kind.values()), TcmrDb.Kind::key);
    Path file = keys.file("file");
    double fps = keys.number("fps");
    Path bodyModel = keys.bodyModel("body-model");
    return keys.build(() -> new TcmrDb(name, kind, file, fps, bodyModel));
  }

  @Override
  public List<Path> inputs(TcmrDb config) {
    List<Path> files = new ArrayList<>(List.of(config.file()));
    files.addAll(DataFormat.below(config.bodyModel()));
    return files;
  }

  @Override
  public Optional<Path> bodyModel(TcmrDb config) {
    return Optional.of(config.bodyModel());
  }

  @Override
  public Dataset open(TcmrDb config, BodyJoints body) {
    return TcmrDbDataset.open(
        config.name(), config.file(), DbKind.of(config.kind().key()), config.fps());
  }
}
