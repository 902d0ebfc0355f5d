package hmrbench.model.script;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import hmrbench.config.ModelConfig.TorchScript;
import hmrbench.core.Clip;
import hmrbench.core.Fault;
import hmrbench.core.FloatGrid;
import hmrbench.core.OutputKind;
import hmrbench.core.Prediction;
import hmrbench.core.Rotations;
import hmrbench.core.SmplTrack;
import hmrbench.data.WindowPlan;
import hmrbench.data.WindowPlan.Row;
import hmrbench.model.Predictor;
import hmrbench.tensor.ComputeDevice;
import hmrbench.tensor.Grids;
import hmrbench.tensor.Scope;
import hmrbench.tensor.TensorEngine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A TorchScript program as a model. Unlike everything else that is read here, a program is run:
 * open only what you trust.
 *
 * <ul>
 *   <li>B = windows, T = frames per window, F = features
 *   <li>in: features [B, T, F]
 *   <li>out: theta [B, 85] of the middle frame, or [B, T, 85] of every frame: camera (scale, x, y),
 *       axis-angle of 24 joints in radians, shape
 * </ul>
 */
public final class ScriptPredictor implements Predictor {

  private static final int THETA = 85;
  private static final int CAMERA = 3;
  private static final int POSE = 72;
  private static final int BETAS = 10;
  private static final int BATCH = 64;

  private final String name;
  private final Model model;
  private final NDManager manager;
  private final int windowFrames;
  private final int featureSize;
  private final OutputKind output;

  private ScriptPredictor(String name, Model model, NDManager manager, int window, int features) {
    this.name = name;
    this.model = model;
    this.manager = manager;
    this.windowFrames = window;
    this.featureSize = features;
    long[] answered = run(FloatGrid.zeros(1, window, features)).shape;
    if (Arrays.equals(answered, new long[] {1, THETA})) {
      output = OutputKind.MIDDLE_FRAME;
    } else if (Arrays.equals(answered, new long[] {1, window, THETA})) {
      output = OutputKind.SEQUENCE;
    } else {
      throw Fault.asked(
          "model %s: expected theta [1, 85] or [1, %d, 85] for features [1, %d, %d], got %s; change"
              + " what the program returns",
          name, window, window, features, Arrays.toString(answered));
    }
  }

  /**
   * Opens a program.
   *
   * @param checkpoint index into the files of the config
   * @param featureSize values per frame of the data that it will see
   * @throws Fault if it cannot be loaded, or answers in another form
   */
  public static ScriptPredictor open(
      TorchScript config, int checkpoint, int featureSize, ComputeDevice device) {
    Path file = config.checkpoint().get(checkpoint).toAbsolutePath();
    NDManager manager = TensorEngine.newManager(device);
    Model model = Model.newInstance(config.name(), device.djl(), "PyTorch");
    try {
      model.load(file.getParent(), file.getFileName().toString());
      return new ScriptPredictor(config.name(), model, manager, config.window(), featureSize);
    } catch (IOException | MalformedModelException | EngineException e) {
      close(model, manager);
      throw new Fault(
          Fault.Kind.ASKED_WRONGLY,
          "%s: expected a TorchScript program (torch.jit.save), got what PyTorch refuses: %s"
              .formatted(file, firstLine(e)),
          e);
    } catch (RuntimeException e) {
      close(model, manager);
      throw e;
    }
  }

  private static String firstLine(Exception e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }

  /** The program's output for some windows: theta, row by row. */
  @SuppressWarnings("ArrayRecordComponent") // within this class alone, never compared
  private record Answer(long[] shape, FloatGrid theta) {}

  private Answer run(FloatGrid windows) {
    try {
      return Scope.values(
          manager,
          new NDList(),
          scope -> {
            NDArray features = Grids.toTensor(scope, windows);
            NDList said =
                model
                    .getBlock()
                    .forward(new ParameterStore(scope, false), new NDList(features), false);
            NDArray theta = said.get(0);
            long[] shape = theta.getShape().getShape();
            long last = shape.length == 0 ? 1 : Math.max(1, shape[shape.length - 1]);
            return new Answer(shape, Grids.toGrid(theta.reshape(new Shape(-1, last))));
          });
    } catch (EngineException e) {
      throw new Fault(
          Fault.Kind.FAILED_RUNNING,
          "model %s: the program stopped on features [%d, %d, %d]: %s"
              .formatted(name, windows.size(0), windows.size(1), windows.size(2), firstLine(e)),
          e);
    }
  }

  @Override
  public OutputKind output() {
    return output;
  }

  @Override
  public int windowFrames() {
    return windowFrames;
  }

  @Override
  public Prediction predict(Clip clip, WindowPlan plan) {
    if (clip.features().size(1) != featureSize) {
      throw Fault.asked(
          "sequence %s: features have %d values per frame, the others had %d",
          clip.sequence(), clip.features().size(1), featureSize);
    }
    int perWindow = output == OutputKind.SEQUENCE ? windowFrames : 1;
    float[] all = new float[plan.windows().size() * perWindow * THETA];
    for (int from = 0; from < plan.windows().size(); from += BATCH) {
      List<WindowPlan.Window> part =
          plan.windows().subList(from, Math.min(plan.windows().size(), from + BATCH));
      FloatGrid theta = run(gathered(clip.features(), part)).theta();
      theta.copyTo(0, all, from * perWindow * THETA, part.size() * perWindow * THETA);
    }
    FloatGrid thetas = FloatGrid.owning(all, plan.windows().size() * perWindow, THETA);
    int[] rows =
        plan.rows().stream()
            .mapToInt(row -> perWindow == 1 ? row.window() : answerOf(row))
            .toArray();
    return new Prediction(body(thetas.rows(rows)), Optional.empty());
  }

  private int answerOf(Row row) {
    return row.window() * windowFrames + row.position();
  }

  private FloatGrid gathered(FloatGrid features, List<WindowPlan.Window> windows) {
    float[] batch = new float[windows.size() * windowFrames * featureSize];
    int at = 0;
    for (WindowPlan.Window window : windows) {
      for (int frame : window.frames()) {
        features.copyTo(frame * featureSize, batch, at, featureSize);
        at += featureSize;
      }
    }
    return FloatGrid.owning(batch, windows.size(), windowFrames, featureSize);
  }

  private static SmplTrack body(FloatGrid theta) {
    int rows = theta.size(0);
    float[] camera = new float[rows * CAMERA];
    float[] pose = new float[rows * POSE];
    float[] betas = new float[rows * BETAS];
    for (int r = 0; r < rows; r++) {
      theta.copyTo(r * THETA, camera, r * CAMERA, CAMERA);
      theta.copyTo(r * THETA + CAMERA, pose, r * POSE, POSE);
      theta.copyTo(r * THETA + CAMERA + POSE, betas, r * BETAS, BETAS);
    }
    return new SmplTrack(
        Rotations.fromAxisAngle(FloatGrid.owning(pose, rows, POSE)),
        FloatGrid.owning(betas, rows, BETAS),
        FloatGrid.owning(camera, rows, CAMERA));
  }

  @Override
  public void close() {
    close(model, manager);
  }

  private static void close(Model model, NDManager manager) {
    model.close();
    manager.close();
  }
}
