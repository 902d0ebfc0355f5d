package hmrbench.video.study;

import hmrbench.body.BodyModel;
import hmrbench.body.EmbeddedBody;
import hmrbench.core.Clip;
import hmrbench.core.FloatGrid;
import hmrbench.core.SmplTrack;
import hmrbench.data.Dataset;
import hmrbench.picture.geometry.Box;
import hmrbench.picture.geometry.CropMap;
import hmrbench.picture.geometry.PictureCamera;
import hmrbench.picture.image.Border;
import hmrbench.picture.image.Crop;
import hmrbench.picture.image.Picture;
import hmrbench.video.draw.Lettering;
import hmrbench.video.draw.Material;
import hmrbench.video.draw.Palette;
import hmrbench.video.draw.PlacedSurface;
import hmrbench.video.draw.ScenePainter;
import hmrbench.video.draw.Sketch;
import hmrbench.video.draw.Surface;
import hmrbench.video.draw.View;
import hmrbench.video.study.CropStudy.Sight;
import java.util.List;

/** The policies in pictures: a drawn person on a squared wall, and the crops of them. */
public final class CropSheet {

  private static final int SIDE = CropMap.NETWORK_SIDE;
  private static final int GAP = 12;
  private static final int CAPTION = 26;
  private static final int TILE = 40;
  private static final List<CropPolicy> POLICIES = List.of(CropPolicy.values());

  private CropSheet() {}

  /**
   * Draws the sheet: one row per clip.
   *
   * @param clips numbers of the clips
   * @param shares how far through each clip, which is how far through the picture
   */
  public static Picture draw(Dataset dataset, int[] clips, double[] shares) {
    int small = SIDE * CropStudy.WIDTH / CropStudy.HEIGHT;
    int width = GAP + small + GAP + POLICIES.size() * (SIDE + GAP);
    Picture sheet = Picture.black(width, CAPTION + GAP + clips.length * (SIDE + GAP));
    Sketch sketch = new Sketch(sheet);
    sketch.rectangle(0, 0, sheet.width(), sheet.height(), Palette.BACKDROP_BELOW, 1);
    Lettering letters = new Lettering(CAPTION - 6, true);
    letters.write(sketch, "picture", GAP, 5, Palette.TEXT, 1);
    for (CropPolicy policy : POLICIES) {
      int left = GAP + small + GAP + POLICIES.indexOf(policy) * (SIDE + GAP);
      letters.write(sketch, letters.fitted(policy.title(), SIDE), left, 5, colour(policy), 1);
    }
    for (int i = 0; i < clips.length; i++) {
      Clip clip = dataset.clip(clips[i], dataset.nativeFramesPerSecond());
      int frame = (int) (shares[i] * (clip.frames() - 1));
      row(sketch, clip, frame, CAPTION + GAP + i * (SIDE + GAP));
    }
    return sheet;
  }

  private static int colour(CropPolicy policy) {
    return Palette.model(POLICIES.indexOf(policy));
  }

  private static void row(Sketch sheet, Clip clip, int frame, int top) {
    Picture scene = scene(clip, frame);
    Box tight = Sight.of(clip, frame).tight();
    Picture framed = scene.copy();
    for (CropPolicy policy : POLICIES) {
      Box box = policy.shown(tight, scene.width(), scene.height());
      new Sketch(framed)
          .outline(box.left(), box.top(), box.right(), box.bottom(), 4, colour(policy), 1);
    }
    int small = SIDE * CropStudy.WIDTH / CropStudy.HEIGHT;
    Box whole = Box.between(-0.5, -0.5, scene.width() - 0.5, scene.height() - 0.5);
    sheet.paste(
        Crop.of(framed, CropMap.of(whole, 1, 0, small, SIDE), small, SIDE, Border.BLACK), GAP, top);
    for (CropPolicy policy : POLICIES) {
      Picture seen = scene;
      if (policy == CropPolicy.LETTERBOX) {
        seen = blackOutside(scene, policy.shown(tight, scene.width(), scene.height()));
      }
      Box source = policy.source(tight, scene.width(), scene.height());
      sheet.paste(
          Crop.of(seen, CropMap.toNetwork(source, 1), SIDE, SIDE, Border.BLACK),
          GAP + small + GAP + POLICIES.indexOf(policy) * (SIDE + GAP),
          top);
    }
  }

  private static Picture blackOutside(Picture scene, Box box) {
    Picture masked = Picture.black(scene.width(), scene.height());
    for (int y = 0; y < scene.height(); y++) {
      for (int x = 0; x < scene.width(); x++) {
        if (x >= box.left() && x <= box.right() && y >= box.top() && y <= box.bottom()) {
          masked.colour(x, y, scene.colour(x, y));
        }
      }
    }
    return masked;
  }

  /** A wall of squares, which shows what is stretched, and the person before it. */
  private static Picture scene(Clip clip, int frame) {
    Picture picture = Picture.black(CropStudy.WIDTH, CropStudy.HEIGHT);
    for (int y = 0; y < picture.height(); y++) {
      for (int x = 0; x < picture.width(); x++) {
        picture.colour(x, y, (x / TILE + y / TILE) % 2 == 0 ? 0x5a6472 : 0x76818f);
      }
    }
    SmplTrack track = clip.smpl().orElseThrow().frames(frame);
    BodyModel body = EmbeddedBody.model();
    float[] metres = body.vertices(track).toArray();
    for (int at = 0; at < metres.length; at += 3) {
      metres[at + 1] = -metres[at + 1];
      metres[at + 2] = -metres[at + 2];
    }
    Surface surface = Surface.of(body.arrays().faces(), body.arrays().vertices());
    PlacedSurface actor =
        new PlacedSurface(
            surface,
            FloatGrid.owning(metres, 1, body.arrays().vertices(), 3),
            0,
            new Material(Palette.ORANGE, 1));
    new ScenePainter(picture.width(), picture.height())
        .paint(
            picture,
            View.overlay(camera(clip, frame), picture.width(), picture.height()),
            List.of(actor));
    return picture;
  }

  private static PictureCamera camera(Clip clip, int frame) {
    FloatGrid camera = clip.smpl().orElseThrow().camera();
    return CropStudy.camera(camera, frame, clip.frames());
  }
}
