package hmrbench.run;

import hmrbench.testing.Shared;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The golden body model with its regressors in one folder, as a config names it. */
final class GoldenBody {

  private static final List<String> FILES =
      List.of(
          "SMPL_NEUTRAL.pkl",
          "J_regressor_h36m.npy",
          "J_regressor_extra.npy",
          "smpl_mean_params.npz");

  private GoldenBody() {}

  static Path folder() {
    Path folder = Shared.projectRoot().resolve("workbench/target/golden-body");
    try {
      Files.createDirectories(folder);
      for (String name : FILES) {
        Path file = Shared.golden("base_data/" + name);
        if (!Files.exists(folder.resolve(name))) {
          Files.createSymbolicLink(folder.resolve(name), file);
        }
      }
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
