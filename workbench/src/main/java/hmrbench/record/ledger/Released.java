package hmrbench.record.ledger;

import java.util.List;
import java.util.Optional;

/**
 * Files whose results are in print, known by the names under which their projects give them out; no
 * project publishes a hash to know them by.
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

  /** The data set in the published tables that a kind of data set stands for. */
  static Optional<String> dataset(String kind) {
    return switch (kind) {
      case "3dpw" -> Optional.of(THREE_DPW);
      case "h36m" -> Optional.of(H36M);
      case "mpii3d" -> Optional.of(MPII3D);
      default -> Optional.empty();
    };
  }

  /** The system in the published tables that an architecture was published as. */
  static Optional<String> system(String architecture) {
    return switch (architecture) {
      case "tcmr", "middle" -> Optional.of(TCMR);
      case "vibe" -> Optional.of("VIBE");
      case "mpsnet" -> Optional.of("MPS-Net");
      case "glot" -> Optional.of("GLoT");
      case "spin" -> Optional.of("SPIN");
      default -> Optional.empty();
    };
  }

  /** The protocol whose program printed a number, where that is known. */
  static Optional<String> protocol(PublishedResult published) {
    String table = published.table();
    if (table.startsWith("TCMR Table") || table.equals("issue #2")) {
      return Optional.of("tcmr");
    }
    if (table.startsWith("GLoT Table")) {
      return switch (published.system()) {
        case "GLoT" -> Optional.of("glot");
        case "MPS-Net" -> Optional.of("mpsnet");
        default -> Optional.of("tcmr");
      };
    }
    if (table.startsWith("SmoothNet")) {
      return Optional.of("smoothnet");
    }
    if (table.startsWith("WHAM")) {
      return Optional.of("wham");
    }
    return switch (table) {
      case "doc/eval.md", "VIBE README", "issue #135", "issue #99" -> Optional.of("vibe");
      case "MEVA README" -> Optional.of("meva");
      case "README" ->
          published.system().equals("MPS-Net") ? Optional.of("mpsnet") : Optional.empty();
      default -> Optional.empty();
    };
  }

  /** Which cameras of Human3.6M a table scores (TCMR issue #47), where that is known. */
  static Optional<Boolean> frontCameraOnly(PublishedResult published) {
    if (!published.dataset().equals(H36M)) {
      return Optional.empty();
    }
    return switch (published.tableName()) {
      case "tcmr-table-6" -> Optional.of(true);
      case "tcmr-table-4", "glot-table-1" -> Optional.of(false);
      default -> Optional.empty();
    };
  }
}
