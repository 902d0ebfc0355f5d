package hmrbench.data.official;

import hmrbench.core.FloatGrid;
import java.util.List;

/** A network that looks at crops. Safe for several threads at once. */
public interface CropViewer extends AutoCloseable {

  /** Length of a feature vector, F. */
  int featureSize();

  /**
   * Features of crops.
   *
   * @param pictures encoded, of 224 x 224 pixels
   * @param source their file in messages
   * @return [N, F]
   * @throws hmrbench.core.Fault if one cannot be decoded, or has another size
   */
  FloatGrid of(List<byte[]> pictures, String source);

  /** Features of a crop that is grey all over [1, F]. */
  FloatGrid ofGrey();

  @Override
  void close();
}
