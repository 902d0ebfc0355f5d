package hmrbench.run;

import hmrbench.body.BodyFiles;
import hmrbench.body.BodyModel;
import hmrbench.body.JointRecipe;
import hmrbench.core.JointSet;
import hmrbench.core.JointTrack;
import hmrbench.core.SmplTrack;
import hmrbench.core.world.RootMotion;
import hmrbench.core.world.WorldBody;
import hmrbench.data.DataFormat.BodyJoints;
import hmrbench.data.official.CropViewer;
import hmrbench.data.rendered.Rendered;
import hmrbench.data.rendered.RenderedPeople;
import hmrbench.run.rendered.RenderedFeatures;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** The body of a data set, and those of men and of women that lie beside it. */
final class PosedBody implements BodyJoints {

  private static final List<String> ENDINGS = List.of(".pkl", ".npz");

  private final Supplier<BodyModel> body;
  private final Optional<Path> folder;
  private final Map<String, Optional<BodyModel>> gendered = new ConcurrentHashMap<>();

  /**
   * @param folder with model files, where there is one
   */
  PosedBody(Supplier<BodyModel> body, Optional<Path> folder) {
    this.body = body;
    this.folder = folder;
  }

  @Override
  public JointTrack of(SmplTrack track, JointSet joints, double framesPerSecond) {
    return body.get().joints(track, JointRecipe.of(joints), framesPerSecond);
  }

  @Override
  public WorldBody inWorld(SmplTrack track, RootMotion root, double framesPerSecond) {
    return WorldBodies.of(body.get(), track, root, framesPerSecond);
  }

  @Override
  public RenderedPeople rendered(Rendered config) {
    return new RenderedFeatures(config, body);
  }

  @Override
  public CropViewer looking(Path backbone) {
    return new CropFeatures(backbone);
  }

  @Override
  public Optional<BodyJoints> ofGender(String gender) {
    return modelOf(gender).map(model -> new PosedBody(() -> model, Optional.empty()));
  }

  /** The body itself. */
  BodyModel model() {
    return body.get();
  }

  /** The model of a gender, where its file is there. */
  Optional<BodyModel> modelOf(String gender) {
    return gendered.computeIfAbsent(gender, this::read);
  }

  private Optional<BodyModel> read(String gender) {
    return folder.stream()
        .flatMap(
            place ->
                ENDINGS.stream()
                    .map(end -> place.resolve("SMPL_" + gender.toUpperCase(Locale.ROOT) + end)))
        .filter(Files::isRegularFile)
        .findFirst()
        .map(BodyFiles::read);
  }
}
