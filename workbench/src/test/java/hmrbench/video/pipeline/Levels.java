package hmrbench.video.pipeline;

import hmrbench.core.FloatGrid;
import hmrbench.testing.TinyModels;

/** Features of images for tests: levels at places that are spread over the picture. */
final class Levels {

  private Levels() {}

  /**
   * Features of some images.
   *
   * @param images [N, 3, 224, 224]
   * @return [N, {@link TinyModels#FEATURES}]
   */
  static FloatGrid of(FloatGrid images) {
    int pixels = images.length() / images.size(0);
    float[] features = new float[images.size(0) * TinyModels.FEATURES];
    for (int i = 0; i < features.length; i++) {
      int image = i / TinyModels.FEATURES;
      int part = i % TinyModels.FEATURES;
      features[i] = images.get(image * pixels + part * (pixels / TinyModels.FEATURES));
    }
    return FloatGrid.owning(features, images.size(0), TinyModels.FEATURES);
  }
}
