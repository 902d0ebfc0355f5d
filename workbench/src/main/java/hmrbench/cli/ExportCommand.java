package hmrbench.cli;

import hmrbench.body.BodyArrays;
import hmrbench.body.BodyFiles;
import hmrbench.core.Fault;
import hmrbench.io.NdArray;
import hmrbench.io.Tensors;
import hmrbench.io.safetensors.SafeTensors;
import hmrbench.io.torch.TorchWriter;
import hmrbench.model.Checkpoints;
import hmrbench.model.OfficialLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes a checkpoint in another container. */
@Command(
    name = "export",
    description = {
      "Writes a checkpoint for other programs: as PyTorch's pth.tar in the layout of the official"
          + " trainers, or as safetensors.",
      "A pth.tar of a temporal network lies under gen_state_dict, a regressor alone under model."
    })
final class ExportCommand extends ProjectCommand {

  private static final String TORCH = ".pth.tar";
  private static final String SAFE = ".safetensors";
  private static final String WEIGHTS = "weights.safetensors";

  @Parameters(
      index = "0",
      paramLabel = "CHECKPOINT",
      description = "A checkpoint of any container, or the folder of one that ships.")
  private String checkpoint = "";

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "The new file; it ends in .pth.tar (or .pth, .pt) or .safetensors.")
  private String out = "";

  @Option(
      names = "--body-model",
      paramLabel = "DIR",
      description =
          "Folder with SMPL_NEUTRAL.pkl and J_regressor_extra.npy: its arrays go into the file,"
              + " which evaluate.py then loads strictly.")
  private Optional<String> bodyModel = Optional.empty();

  @Option(
      names = "--performance",
      paramLabel = "MM",
      description = "The validation's PA-MPJPE, which evaluate.py prints.")
  private Optional<Double> performance = Optional.empty();

  ExportCommand(Project project, Clock clock) {
    super(project, clock);
  }

  @Override
  public Integer call() {
    Path typed = project.workingFolder().resolve(checkpoint);
    Path from = Files.isDirectory(typed) ? typed.resolve(WEIGHTS) : typed;
    Path to = project.workingFolder().resolve(out);
    if (Files.exists(to)) {
      throw Fault.asked("%s: is there already; name another file, or remove it", to);
    }
    Tensors weights = Checkpoints.open(from);
    if (out.endsWith(SAFE)) {
      Map<String, NdArray> tensors = new LinkedHashMap<>();
      weights.names().forEach(name -> tensors.put(name, weights.array(name)));
      SafeTensors.write(to, tensors, Map.of());
    } else if (out.endsWith(TORCH) || out.endsWith(".pth") || out.endsWith(".pt")) {
      TorchWriter.write(to, OfficialLayout.of(weights, performance, body()));
    } else {
      throw Fault.asked("%s: expected a name that ends in %s, .pth, .pt or %s", to, TORCH, SAFE);
    }
    out().printf(Locale.ROOT, "%d tensors: %s%n", weights.names().size(), to);
    return 0;
  }

  private Optional<BodyArrays> body() {
    return bodyModel.map(it -> BodyFiles.read(project.workingFolder().resolve(it)).arrays());
  }
}
