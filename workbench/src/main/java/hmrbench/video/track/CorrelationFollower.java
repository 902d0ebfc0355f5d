package hmrbench.video.track;

import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import hmrbench.picture.geometry.Box;
import hmrbench.picture.image.Picture;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Size;
import org.bytedeco.opencv.opencv_tracking.TrackerCSRT;
import org.jspecify.annotations.Nullable;

/**
 * Follows people by correlation filters, as OpenCV has them (A. Lukezic et al., Discriminative
 * Correlation Filter with Channel and Spatial Reliability, 2017).
 */
public final class CorrelationFollower implements Follower, AutoCloseable {

  /** Pictures are followed in at this size, along the longer side, in pixels. */
  private static final int SIDE = 480;

  /** A person of whom less than this is inside the picture has left. */
  private static final double LEAST_INSIDE = 0.4;

  private static final int SMALLEST_PIXELS = 8;

  private final Map<Integer, Memory> people = new HashMap<>();
  private @Nullable Mat present;
  private double shrink = 1;

  /** Someone's look: the picture and the box, until a filter is made of them. */
  private static final class Memory implements AutoCloseable {
    private final Mat picture;
    private final Rect box;
    private @Nullable TrackerCSRT filter;

    Memory(Mat picture, Rect box) {
      this.picture = picture;
      this.box = box;
    }

    TrackerCSRT filter() {
      TrackerCSRT made = filter;
      if (made == null) {
        made = TrackerCSRT.create();
        made.init(picture, box);
        filter = made;
      }
      return made;
    }

    @Override
    public void close() {
      if (filter != null) {
        filter.close();
      }
      picture.close();
      box.close();
    }
  }

  /** Turns to the next picture. */
  public void look(Picture picture) {
    closePresent();
    shrink = Math.min(1, (double) SIDE / Math.max(picture.width(), picture.height()));
    Mat small = new Mat();
    try (Mat full = OpenCvPictures.of(picture);
        Size size =
            new Size(
                (int) Math.max(1, Math.round(picture.width() * shrink)),
                (int) Math.max(1, Math.round(picture.height() * shrink)))) {
      resize(full, small, size, 0, 0, INTER_AREA);
    }
    present = small;
  }

  @Override
  public void remember(int person, Box box) {
    Mat picture = picture();
    Box inside = inside(box, picture);
    forget(person);
    if (inside.width() >= SMALLEST_PIXELS && inside.height() >= SMALLEST_PIXELS) {
      people.put(person, new Memory(picture.clone(), rectangle(inside)));
    }
  }

  @Override
  public Optional<Box> find(int person) {
    Memory memory = people.get(person);
    if (memory == null) {
      return Optional.empty();
    }
    Mat picture = picture();
    try (Rect found = new Rect()) {
      if (!memory.filter().update(picture, found) || found.width() < 1 || found.height() < 1) {
        return Optional.empty();
      }
      Box box =
          Box.between(
              found.x() / shrink,
              found.y() / shrink,
              (found.x() + found.width()) / shrink,
              (found.y() + found.height()) / shrink);
      int width = (int) Math.round(picture.cols() / shrink);
      int height = (int) Math.round(picture.rows() / shrink);
      return box.insideOf(width, height) < LEAST_INSIDE ? Optional.empty() : Optional.of(box);
    }
  }

  @Override
  public void forget(int person) {
    Memory memory = people.remove(person);
    if (memory != null) {
      memory.close();
    }
  }

  /** In pixels of the small picture; at least one pixel, so that it is a box. */
  private Box inside(Box box, Mat picture) {
    double left = Math.max(0, box.left() * shrink);
    double top = Math.max(0, box.top() * shrink);
    double right = Math.min(picture.cols(), box.right() * shrink);
    double bottom = Math.min(picture.rows(), box.bottom() * shrink);
    return Box.between(left, top, Math.max(left + 1, right), Math.max(top + 1, bottom));
  }

  private static Rect rectangle(Box box) {
    return new Rect(
        (int) Math.round(box.left()),
        (int) Math.round(box.top()),
        (int) Math.round(box.width()),
        (int) Math.round(box.height()));
  }

  private Mat picture() {
    if (present == null) {
      throw new IllegalStateException("no picture was looked at");
    }
    return present;
  }

  private void closePresent() {
    if (present != null) {
      present.close();
      present = null;
    }
  }

  @Override
  public void close() {
    people.values().forEach(Memory::close);
    people.clear();
    closePresent();
  }
}
