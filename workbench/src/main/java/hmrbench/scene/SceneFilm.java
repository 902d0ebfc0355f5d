package hmrbench.scene;

import hmrbench.core.FloatGrid;
import hmrbench.core.Joint;
import hmrbench.core.JointSet;
import hmrbench.data.CropFilm;
import hmrbench.data.rendered.Boxes;
import hmrbench.picture.geometry.Box;
import java.util.ArrayList;
import java.util.List;

/**
 * Crops of a scene in the order of time, cut by some boxes, and what is true in each. Not for two
 * threads at once.
 */
public final class SceneFilm {

  private static final List<List<Joint>> LIMBS =
      List.of(
          List.of(Joint.LEFT_HIP, Joint.LEFT_KNEE, Joint.LEFT_ANKLE, Joint.LEFT_FOOT),
          List.of(Joint.RIGHT_HIP, Joint.RIGHT_KNEE, Joint.RIGHT_ANKLE, Joint.RIGHT_FOOT),
          List.of(Joint.LEFT_SHOULDER, Joint.LEFT_ELBOW, Joint.LEFT_WRIST),
          List.of(Joint.RIGHT_SHOULDER, Joint.RIGHT_ELBOW, Joint.RIGHT_WRIST),
          List.of(Joint.NECK, Joint.HEAD),
          List.of(Joint.PELVIS, Joint.SPINE1, Joint.SPINE2, Joint.SPINE3));

  private final Scene scene;
  private final int side;
  private final double[] moments;
  private final List<Box> crops = new ArrayList<>();
  private final SceneRenderer renderer;

  /**
   * Looks where the person is at every moment.
   *
   * @param boxes that the crops are cut by
   * @param side of a crop, in pixels
   * @param moments of the frames, in seconds
   * @throws hmrbench.core.Fault if the network does not take crops of that size
   */
  public SceneFilm(Scene scene, Boxes boxes, int side, double... moments) {
    CropSizes.require(side);
    this.scene = scene;
    this.side = side;
    this.moments = moments.clone();
    this.renderer = new SceneRenderer(side, side);
    List<Box> truth = new ArrayList<>();
    for (double moment : moments) {
      truth.add(scene.at(moment).box());
    }
    for (Box square : new BoxErrors(scene.key()).squares(boxes, truth, this.moments)) {
      crops.add(square.scaled(CropSizes.ENLARGED));
    }
  }

  /**
   * Some frames in a row.
   *
   * @param pictures as the network sees them, and what is true of them
   * @param occlusion how much of the limb that is hidden most is behind a thing or another person,
   *     or outside of the crop [N], 0 to 1
   */
  public record Frames(PictureBatch pictures, FloatGrid occlusion) {}

  /** The frames from one to another, exclusive. */
  public Frames frames(int from, int to) {
    PicturePages pages = new PicturePages(to - from, side);
    for (int t = from; t < to; t++) {
      pages.add(renderer, scene.at(moments[t]), crops.get(t));
    }
    return new Frames(pages.batch(), occlusion(pages.hidden()));
  }

  /** All crops, without what is true of them. */
  public CropFilm crops() {
    int each = 3 * side * side;
    byte[] rgb = new byte[moments.length * each];
    for (int t = 0; t < moments.length; t++) {
      SceneView view = SceneView.crop(scene.camera(), crops.get(t), side);
      byte[] drawn = renderer.draw(scene.at(moments[t]), view).picture().rgb();
      System.arraycopy(drawn, 0, rgb, t * each, each);
    }
    return CropFilm.owning(side, rgb);
  }

  private static FloatGrid occlusion(FloatGrid hidden) {
    float[] most = new float[hidden.size(0)];
    for (int t = 0; t < most.length; t++) {
      for (List<Joint> limb : LIMBS) {
        float sum = 0;
        for (Joint joint : limb) {
          sum += hidden.at(t, JointSet.SMPL24.indexOf(joint));
        }
        most[t] = Math.max(most[t], sum / limb.size());
      }
    }
    return FloatGrid.owning(most, most.length);
  }
}
