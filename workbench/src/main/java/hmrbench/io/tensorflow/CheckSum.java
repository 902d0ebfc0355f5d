package hmrbench.io.tensorflow;

import hmrbench.io.ByteSource;
import java.util.zip.CRC32C;

/**
 * TensorFlow's check sums: a CRC-32C, turned by 15 bits and moved, so that a sum of bytes that hold
 * a sum is no special case.
 */
final class CheckSum {

  private static final int CHUNK = 1 << 16;
  private static final int TURN = 15;
  private static final int MOVE = 0xa282ead8;

  private CheckSum() {}

  /** The masked sum of some bytes of a source. */
  static int of(ByteSource source, long from, long length) {
    CRC32C sum = new CRC32C();
    byte[] chunk = new byte[(int) Math.min(CHUNK, length)];
    for (long done = 0; done < length; ) {
      int part = (int) Math.min(chunk.length, length - done);
      source.copyTo(from + done, chunk, 0, part);
      sum.update(chunk, 0, part);
      done += part;
    }
    return masked((int) sum.getValue());
  }

  static int masked(int sum) {
    return Integer.rotateRight(sum, TURN) + MOVE;
  }
}
