package hmrbench.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The golden files in one folder, unpacked and under their official names, as a config wants. */
public final class GoldenData {

  private static final List<String> FILES =
      List.of(
          "base_data/SMPL_NEUTRAL.pkl",
          "base_data/J_regressor_h36m.npy",
          "base_data/J_regressor_extra.npy",
          "base_data/smpl_mean_params.npz",
          "checkpoints/dev_tcmr_h64_legacy.pth.tar",
          "checkpoints/dev_mpsnet_zip.pth.tar",
          "checkpoints/dev_glot_zip.pth.tar",
          "checkpoints/dev_vibe_res_h64_zip.pth.tar",
          "checkpoints/dev_vibe_bi_nores_h48_zip.pth.tar",
          "preprocessed_data/3dpw_test_db.pt",
          "preprocessed_data/h36m_test_25fps_nosmpl_db.pt",
          "preprocessed_data/mpii3d_val_scale12_db.pt");

  private GoldenData() {}

  /** The folder; the test that asks is skipped where the golden files are absent. */
  public static synchronized Path folder() {
    Path folder = Shared.projectRoot().resolve("workbench/target/golden-data");
    FILES.forEach(name -> link(folder.resolve(name), Shared.golden(name)));
    return folder;
  }

  private static void link(Path link, Path file) {
    try {
      if (!Files.exists(link)) {
        Files.createDirectories(link.getParent());
        Files.deleteIfExists(link);
        Files.createSymbolicLink(link, file);
      }
    } catch (FileAlreadyExistsException e) {
      // Another test program made it.
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
