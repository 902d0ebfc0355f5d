package hmrbench.io;

import static hmrbench.io.Fixtures.i32;
import static hmrbench.io.Fixtures.i64;
import static hmrbench.io.Fixtures.latin;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** Files of the size of released ones, with made-up content, written byte by byte. */
public final class BigFiles {

  private static final int FEATURES = 2048;
  private static final int BLOCK = 1 << 20;

  private static final String WRAPPER =
      "cjoblib.numpy_pickle\nNumpyArrayWrapper\n)\u0081}(X\u0008\0\0\0subclasscnumpy\nndarray\n"
          + "X\u0005\0\0\0shape";
  private static final String DTYPE_OF_FLOATS =
      "cnumpy\ndtype\nX\u0002\0\0\0f4K\0K\u0001\u0087R(K\u0003X\u0001\0\0\0<NNNJ\u00ff\u00ff\u00ff\u00ff"
          + "J\u00ff\u00ff\u00ff\u00ffK\0tb";
  private static final String DTYPE_OF_TEXT =
      "cnumpy\ndtype\nX\u0002\0\0\0S8K\0K\u0001\u0087R(K\u0003X\u0001\0\0\0|NNNK\u0008K\u0001K\0tb";

  private BigFiles() {}

  private static String wrapper(String shape, String dtype) {
    return WRAPPER
        + shape
        + "X\u0005\0\0\0orderX\u0001\0\0\0CX\u0005\0\0\0dtype"
        + dtype
        + "X\n\0\0\0allow_mmap\u0088ub";
  }

  private static String head(int frames) {
    return "\u0080\u0003}(X\u0008\0\0\0vid_name"
        + wrapper("J" + i32(frames) + "\u0085", DTYPE_OF_TEXT);
  }

  private static String betweenNamesAndFeatures(int frames) {
    return "X\u0008\0\0\0features"
        + wrapper("J" + i32(frames) + "M\0\u0008\u0086", DTYPE_OF_FLOATS);
  }

  /** A joblib file with {@code vid_name} [N] and {@code features} [N, 2048] float32. */
  public static Path joblib(Path file, int frames) throws IOException {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), BLOCK)) {
      out.write(latin(head(frames)));
      for (int t = 0; t < frames; t++) {
        out.write(latin("walk_0\0\0"));
      }
      out.write(latin(betweenNamesAndFeatures(frames)));
      noise(out, 4L * FEATURES * frames);
      out.write(latin("u."));
    }
    return file;
  }

  /** The same with nothing but zeros in it, which a file system need not store. */
  static Path sparseJoblib(Path file, int frames) throws IOException {
    try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
      out.write(latin(head(frames)));
      out.seek(out.getFilePointer() + 8L * frames);
      out.write(latin(betweenNamesAndFeatures(frames)));
      long end = out.getFilePointer() + 4L * FEATURES * frames;
      out.seek(end - 4);
      out.write(latin("\0\0\u0080?")); // the last feature of the last frame is 1
      out.write(latin("u."));
    }
    return file;
  }

  /** A legacy torch checkpoint with this many tensors [1024, 1024] under {@code gen_state_dict}. */
  public static Path torch(Path file, int tensors) throws IOException {
    StringBuilder object = new StringBuilder("\u0080\u0002}U\u000egen_state_dict}(");
    StringBuilder keys = new StringBuilder("\u0080\u0002](");
    long elements = 1 << 20;
    for (int i = 0; i < tensors; i++) {
      String key = Integer.toString(1000 + i);
      object.append("U\u0004").append(key);
      object.append("ctorch._utils\n_rebuild_tensor_v2\n((U\u0007storagectorch\nFloatStorage\n");
      object.append("U\u0004").append(key).append("U\u0003cpuJ").append(i32(elements));
      object.append("NtQK\0M\0\u0004M\0\u0004\u0086M\0\u0004K\u0001\u0086\u0089NtR");
      keys.append("U\u0004").append(key);
    }
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), BLOCK)) {
      out.write(
          latin(
              "\u0080\u0002\u008a\nl\u00fc\u009cF\u00f9 j\u00a8P\u0019."
                  + "\u0080\u0002M\u00e9\u0003.\u0080\u0002}."));
      out.write(latin(object + "us."));
      out.write(latin(keys + "e."));
      for (int i = 0; i < tensors; i++) {
        out.write(latin(i64(elements)));
        noise(out, 4 * elements);
      }
    }
    return file;
  }

  private static void noise(OutputStream out, long bytes) throws IOException {
    byte[] block = new byte[BLOCK];
    new Random(1).nextBytes(block);
    for (int i = 3; i < block.length; i += 4) {
      block[i] = 0x3f; // finite floats
    }
    for (long left = bytes; left > 0; left -= block.length) {
      out.write(block, 0, (int) Math.min(left, block.length));
    }
  }
}
