package hmrbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import hmrbench.testing.Shared;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a command printed, and its exit code.
 *
 * @param out standard output
 * @param err standard error
 */
record Typed(int code, String out, String err) {

  /**
   * Runs a command on this very project.
   *
   * @param folder working folder
   */
  static Typed in(Path folder, String... words) {
    Project project =
        new Project(Shared.projectRoot(), folder, Optional.of(folder.resolve("licensed")));
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code = Main.execute(project, words, TerminalWriter.on(out), TerminalWriter.on(err));
    return new Typed(code, out.toString(), err.toString());
  }

  /** Writes a run of VIBE's and TCMR's networks on one sequence at 15 frames/s into a folder. */
  static void twoModels(Path folder, String out) {
    Typed said =
        in(
            folder,
            "run",
            "residual-ablation",
            "--out",
            folder.resolve(out).toString(),
            "--limit",
            "1",
            "--set",
            "datasets=[simulated-quick]",
            "--set",
            "protocols=[tcmr]",
            "--set",
            "baseline=vibe-seq",
            "--set",
            "models=[vibe-seq, tcmr]",
            "--set",
            "seeds=[1]",
            "--set",
            "frame-rates=[15]");
    assertThat(said.code()).as(said.err()).isZero();
  }
}
