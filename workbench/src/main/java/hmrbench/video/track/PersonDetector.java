package hmrbench.video.track;

import hmrbench.picture.image.Picture;
import java.util.List;

/** Finds people in single pictures. */
public interface PersonDetector extends AutoCloseable {

  /** What it is, for records: the method, and the file where it came from one. */
  String name();

  /**
   * The confidence from which a detection may be somebody new; weaker ones only confirm who is
   * known already.
   */
  double newcomerConfidence();

  /** The people in a picture, in no particular order; none is a valid answer. */
  List<Detection> detect(Picture picture);

  @Override
  void close();
}
