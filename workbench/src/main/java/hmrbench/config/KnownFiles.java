package hmrbench.config;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Where licensed and published files come from. The program ships none of them; their names are
 * those used by the projects that publish them.
 */
public final class KnownFiles {

  private static final String TCMR = "https://github.com/hongsukchoi/TCMR_RELEASE";
  private static final String VIBE = "https://github.com/mkocabas/VIBE";
  private static final String MPSNET = "https://github.com/MPS-Net/MPS-Net_release";
  private static final String GLOT = "https://github.com/sxl142/GLoT";

  private static final String MEVA = "https://github.com/ZhengyiLuo/MEVA";

  private static final String TCMR_DATA = TCMR + " (README, Running TCMR: pre-processed data)";
  private static final String VIBE_DATA =
      VIBE + " (doc/train.md: made by its own scripts; not TCMR's file of this name)";
  private static final String TCMR_WEIGHTS = TCMR + " (README, Evaluation: pre-trained weights)";
  private static final String TCMR_BASE = TCMR + " (scripts/get_base_data.sh)";
  private static final String VIBE_WEIGHTS = VIBE + " (scripts/prepare_data.sh)";
  private static final String HMMR = "https://github.com/akanazawa/human_dynamics";
  private static final String HMMR_WEIGHTS =
      HMMR + " (README, models; the file .data-00000-of-00001 of the same name, too)";
  private static final String GLOT_WEIGHTS = GLOT + " (README, Data preparation: models)";

  /** By folder and name below the data folder, since two projects call different files the same. */
  private static final Map<String, String> SOURCES =
      Map.ofEntries(
          Map.entry("tcmr/3dpw_test_db.pt", TCMR_DATA),
          Map.entry("tcmr/mpii3d_val_scale12_db.pt", TCMR_DATA),
          Map.entry("tcmr/h36m_test_25fps_nosmpl_db.pt", TCMR_DATA),
          Map.entry("tcmr/h36m_test_25fps_db.pt", TCMR_DATA),
          Map.entry("tcmr/h36m_test_front_25fps_tight_nosmpl_db.pt", TCMR_DATA),
          Map.entry("tcmr/h36m_test_front_25fps_tight_db.pt", TCMR_DATA),
          Map.entry("tcmr/3dpw_val_db.pt", TCMR_DATA),
          Map.entry("tcmr/3dpw_train_db.pt", TCMR_DATA),
          Map.entry("tcmr/3dpw_train_occ_db.pt", TCMR_DATA),
          Map.entry("tcmr/mpii3d_train_scale1_db.pt", TCMR_DATA),
          Map.entry("tcmr/mpii3d_train_scale12_db.pt", TCMR_DATA),
          Map.entry("tcmr/mpii3d_train_scale12_occ_db.pt", TCMR_DATA),
          Map.entry("tcmr/mpii3d_train_scale12_new_occ_db.pt", TCMR_DATA),
          Map.entry("tcmr/h36m_train_25fps_db.pt", TCMR_DATA),
          Map.entry("tcmr/h36m_train_25fps_occ_db.pt", TCMR_DATA),
          Map.entry("tcmr/h36m_train_25fps_tight_db.pt", TCMR_DATA),
          Map.entry("tcmr/posetrack_train_db.pt", TCMR_DATA),
          Map.entry("tcmr/posetrack_train_occ_db.pt", TCMR_DATA),
          Map.entry(
              "vibe/insta_train_db.h5", VIBE + " (doc/train.md, InstaVariety: ready-made, 18 GB)"),
          Map.entry("vibe/mpii3d_train_db.pt", VIBE_DATA),
          Map.entry("vibe/3dpw_train_db.pt", VIBE_DATA),
          Map.entry("vibe/3dpw_val_db.pt", VIBE_DATA),
          Map.entry("vibe/amass_db.pt", VIBE_DATA),
          Map.entry("base_data/spin_model_checkpoint.pth.tar", TCMR_BASE),
          Map.entry("tcmr/tcmr_table4_3dpw_test.pth.tar", TCMR_WEIGHTS),
          Map.entry("tcmr/tcmr_table4_mpii3dd_h36m_test.pth.tar", TCMR_WEIGHTS),
          Map.entry("tcmr/tcmr_table6_3dpw_test.pth.tar", TCMR_WEIGHTS),
          Map.entry("tcmr/tcmr_table6_mpii3d_test.pth.tar", TCMR_WEIGHTS),
          Map.entry("tcmr/tcmr_table6_h36m_test.pth.tar", TCMR_WEIGHTS),
          Map.entry(
              "3dpw/sequenceFiles/test",
              "https://virtualhumans.mpi-inf.mpg.de/3DPW (sequenceFiles.zip; licence needed)"),
          Map.entry(
              "vibe/3dpw_test_db.pt",
              VIBE + " (doc/train.md: made by its own script; not TCMR's file of this name)"),
          Map.entry("vibe/vibe_model_wo_3dpw.pth.tar", VIBE_WEIGHTS),
          Map.entry("vibe/vibe_model_w_3dpw.pth.tar", VIBE_WEIGHTS),
          Map.entry("mpsnet/3dpw_test_db.pt", MPSNET + " (README, Evaluation: pre-processed data)"),
          Map.entry(
              "mpsnet/mpsnet_model_best.pth.tar",
              MPSNET + " (README, Evaluation: pre-trained weights)"),
          Map.entry("meva/3dpw_test_db.pt", MEVA + " (README: processed data sets)"),
          Map.entry("meva/train_meva_2/model_best.pth.tar", MEVA + " (README: trained model)"),
          Map.entry("hmmr/hmmr_model.ckpt-1119816.index", HMMR_WEIGHTS),
          Map.entry("hmmr/hmr_noS5.ckpt-642561.index", HMMR_WEIGHTS),
          Map.entry(
              "hmmr/3dpw/test", HMMR + " (doc/datasets.md: made from 3DPW by its own script)"),
          Map.entry("glot/table1_3dpw_weights.pth.tar", GLOT_WEIGHTS),
          Map.entry("glot/table2_3dpw_weights.pth.tar", GLOT_WEIGHTS),
          Map.entry(
              "base_data/SMPL_NEUTRAL.pkl",
              "https://smplify.is.tue.mpg.de (basicModel_neutral_lbs_10_207_0_v1.0.0.pkl, renamed;"
                  + " registration and licence needed)"),
          Map.entry("base_data/J_regressor_h36m.npy", TCMR_BASE),
          Map.entry("base_data/J_regressor_extra.npy", TCMR_BASE),
          Map.entry("base_data/smpl_mean_params.npz", TCMR_BASE));

  private KnownFiles() {}

  /** The page to get a file from, where known. */
  public static Optional<String> source(Path file, PathRoots roots) {
    if (!file.startsWith(roots.data())) {
      return Optional.empty();
    }
    String below = roots.data().relativize(file).toString().replace('\\', '/');
    return Optional.ofNullable(SOURCES.get(below));
  }
}
