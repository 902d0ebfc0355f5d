package hmrbench.record.ledger;

import java.util.List;
import java.util.Optional;

/**
 * Files whose results are in print, known by the names under which their projects give them out; no
 * hash or size of them is on record to know them by.
 */
final class Released {

  static final String THREE_DPW = "3DPW";
  static final String H36M = "Human3.6M";
  static final String MPII3D = "MPI-INF-3DHP";

  /**
   * A checkpoint that a project gives out.
   *
   * @param system name of the system in the published tables
   * @param trainedOn3dpw {@code yes} or {@code no}
   * @param datasets that it was published for
   */
  record Checkpoint(String file, String system, String trainedOn3dpw, List<String> datasets) {}

  private static final String TCMR = "TCMR";

  /** TCMR README (Evaluation), VIBE scripts/prepare_data.sh, MPS-Net and GLoT README. */
  private static final List<Checkpoint> CHECKPOINTS =
      List.of(
          new Checkpoint("tcmr_table4_3dpw_test.pth.tar", TCMR, "yes", List.of(THREE_DPW)),
          new Checkpoint(
              "tcmr_table4_mpii3dd_h36m_test.pth.tar", TCMR, "yes", List.of(MPII3D, H36M)),
          new Checkpoint("tcmr_table6_3dpw_test.pth.tar", TCMR, "no", List.of(THREE_DPW)),
          new Checkpoint("tcmr_table6_mpii3d_test.pth.tar", TCMR, "no", List.of(MPII3D)),
          new Checkpoint("tcmr_table6_h36m_test.pth.tar", TCMR, "no", List.of(H36M)),
          new Checkpoint(
              "vibe_model_wo_3dpw.pth.tar", "VIBE", "no", List.of(THREE_DPW, MPII3D, H36M)),
          new Checkpoint(
              "vibe_model_w_3dpw.pth.tar", "VIBE", "yes", List.of(THREE_DPW, MPII3D, H36M)),
          new Checkpoint("mpsnet_model_best.pth.tar", "MPS-Net", "yes", List.of(THREE_DPW)),
          new Checkpoint("table1_3dpw_weights.pth.tar", "GLoT", "yes", List.of(THREE_DPW)),
          new Checkpoint("table2_3dpw_weights.pth.tar", "GLoT", "no", List.of(THREE_DPW)));

  private Released() {}

  /** The checkpoint of a name. */
  static Optional<Checkpoint> checkpoint(String fileName) {
    return CHECKPOINTS.stream().filter(it -> it.file().equals(fileName)).findFirst();
  }

  /** The data set in the published tables that a kind of data set is. */
  static Optional<String> dataset(String kind) {
    return switch (kind) {
      case "3dpw" -> Optional.of(THREE_DPW);
      case "h36m" -> Optional.of(H36M);
      case "mpii3d" -> Optional.of(MPII3D);
      default -> Optional.empty();
    };
  }
}
