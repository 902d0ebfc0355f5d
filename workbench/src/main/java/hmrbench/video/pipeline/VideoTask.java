package hmrbench.video.pipeline;

import hmrbench.body.BodyModel;
import hmrbench.core.FloatGrid;
import hmrbench.model.Predictor;
import hmrbench.picture.image.PersonCrops;
import hmrbench.video.read.Video;
import hmrbench.video.track.ChosenDetector;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;

/**
 * What is to be done with a video.
 *
 * @param video what is read
 * @param out folder of the results
 * @param people how people are found
 * @param models the networks and the body
 * @param cropScale by how much a square is enlarged before it is cropped
 */
public record VideoTask(Video video, Path out, People people, OpenModels models, double cropScale) {

  /**
   * How people are found.
   *
   * @param boxes a file of boxes; nothing is detected where there is one
   * @param detector what finds them where there are no boxes
   * @param every the detector looks at every so many frames; by the video's rate where it is not
   *     said
   */
  public record People(Optional<Path> boxes, ChosenDetector detector, OptionalInt every) {}

  /**
   * The network that sees the images.
   *
   * @param features images [N, 3, S, S] to features [N, F]; may be asked by several threads
   * @param key what the features depend on, in words
   * @param featureSize F
   * @param imagesAtOnce the largest N
   * @param crops how it wants a person cut out of a picture, and S
   */
  public record Backbone(
      UnaryOperator<FloatGrid> features,
      String key,
      int featureSize,
      int imagesAtOnce,
      PersonCrops crops) {}

  /**
   * The models, open.
   *
   * @param name of the model over time
   * @param backbone the network that sees the images
   * @param predictor the model over time
   * @param body what is drawn
   * @param mark what every frame has to say, where the weights mean nothing or saw no real person
   * @param origin where weights came from, by role
   * @param workers threads that may compute at once
   */
  public record OpenModels(
      String name,
      Backbone backbone,
      Predictor predictor,
      BodyModel body,
      Optional<String> mark,
      Map<String, String> origin,
      int workers) {

    public OpenModels {
      origin = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(origin));
    }
  }
}
