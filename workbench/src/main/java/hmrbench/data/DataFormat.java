package hmrbench.data;

import hmrbench.config.DatasetConfig;
import hmrbench.config.DatasetKeys;
import hmrbench.config.DatasetReader;
import hmrbench.core.Fault;
import hmrbench.core.JointSet;
import hmrbench.core.JointTrack;
import hmrbench.core.SmplTrack;
import hmrbench.core.world.RootMotion;
import hmrbench.core.world.WorldBody;
import hmrbench.data.official.CropViewer;
import hmrbench.data.rendered.Rendered;
import hmrbench.data.rendered.RenderedPeople;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One data set format: its config keys, the files that it reads, and how it is opened. {@link
 * DataFormats} lists the formats.
 *
 * @param <C> the config record of this format
 */
public interface DataFormat<C extends DatasetConfig> extends DatasetReader {

  /** The record of its keys. */
  Class<C> type();

  @Override
  Optional<C> read(String name, DatasetKeys keys);

  /** Every file that a run on it reads. */
  List<Path> inputs(C config);

  /** Folder of the body model that predictions are posed with; empty for the embedded body. */
  default Optional<Path> bodyModel(C config) {
    return Optional.empty();
  }

  /**
   * Opens it.
   *
   * @param body joints of that body
   * @throws Fault if it cannot be read
   */
  Dataset open(C config, BodyJoints body);

  /** Reads joints off the body of a data set. */
  interface BodyJoints {

    /** Positions relative to the body's origin. */
    JointTrack of(SmplTrack track, JointSet joints, double framesPerSecond);

    /**
     * The body in the world.
     *
     * @param track shape and pose; its first rotation is not looked at
     * @param root how the body moves
     */
    default WorldBody inWorld(SmplTrack track, RootMotion root, double framesPerSecond) {
      throw new IllegalStateException("this body is not posed in a world");
    }

    /** People with that body, drawn and looked at as a data set asks. */
    default RenderedPeople rendered(Rendered config) {
      throw new IllegalStateException("this body is not drawn");
    }

    /** Looks at crops with HMMR's network on images, of this checkpoint. */
    default CropViewer looking(Path backbone) {
      throw new IllegalStateException("nothing looks at crops here");
    }

    /** The body of the same model for men or for women, where its files are there. */
    default Optional<BodyJoints> ofGender(String gender) {
      return Optional.empty();
    }
  }

  /**
   * A file itself, or the files of a folder.
   *
   * @throws Fault if the folder cannot be listed
   */
  static List<Path> below(Path path) {
    if (!Files.isDirectory(path)) {
      return List.of(path);
    }
    try (Stream<Path> files = Files.list(path)) {
      return files.filter(Files::isRegularFile).toList();
    } catch (IOException e) {
      throw Fault.of(Fault.Kind.ASKED_WRONGLY, path, "cannot be listed", e);
    }
  }
}
