package hmrbench.io.torch;

import hmrbench.core.Fault;
import hmrbench.io.DType;
import hmrbench.io.NdArray;
import hmrbench.io.WholeFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes a file that {@code torch.load} opens, also with {@code weights_only=True}: the ZIP
 * container of PyTorch 1.6 and later, with a pickle of protocol 2 and each tensor's bytes in a
 * member of its own.
 *
 * <p>Source: PyTorch, torch/serialization.py and torch/_utils.py.
 */
public final class TorchWriter {

  private static final String FOLDER = "archive/";

  /** Of the ZIP entries, so that the same tensors give the same bytes. */
  private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

  private static final Map<DType, String> STORAGES =
      Map.of(
          DType.F64, "DoubleStorage",
          DType.F32, "FloatStorage",
          DType.F16, "HalfStorage",
          DType.BF16, "BFloat16Storage",
          DType.I64, "LongStorage",
          DType.I32, "IntStorage",
          DType.I16, "ShortStorage",
          DType.I8, "CharStorage",
          DType.U8, "ByteStorage",
          DType.BOOL, "BoolStorage");

  private final PickleOut pickle = new PickleOut();
  private final List<NdArray> storages = new ArrayList<>();

  private TorchWriter() {}

  /**
   * Writes a dictionary.
   *
   * @param top by key: a state dict (an ordered {@code Map<String, NdArray>}), an {@code Integer}
   *     or a {@code Double}
   * @throws Fault if the file cannot be written, or a tensor is of a type that PyTorch lacks
   */
  public static void write(Path path, Map<String, Object> top) {
    TorchWriter writer = new TorchWriter();
    byte[] tree = writer.tree(top);
    WholeFile.write(path, out -> writer.archive(out, tree));
  }

  private byte[] tree(Map<String, Object> top) {
    pickle.start();
    pickle.emptyDict();
    pickle.mark();
    top.forEach(
        (key, value) -> {
          pickle.text(key);
          if (value instanceof Map<?, ?> state) {
            stateDict(state);
          } else if (value instanceof Integer whole) {
            pickle.whole(whole);
          } else if (value instanceof Double number) {
            pickle.number(number);
          } else {
            throw new IllegalArgumentException(key + ": " + value.getClass());
          }
        });
    pickle.setItems();
    return pickle.end();
  }

  private void stateDict(Map<?, ?> state) {
    pickle.emptyOrderedDict();
    pickle.mark();
    state.forEach(
        (name, tensor) -> {
          pickle.text((String) name);
          tensor((NdArray) tensor);
        });
    pickle.setItems();
  }

  private void tensor(NdArray tensor) {
    DType type = tensor.dtype().littleEndian();
    String storage = STORAGES.get(type);
    if (storage == null) {
      throw Fault.asked("a PyTorch checkpoint cannot hold %s; convert it", type.words());
    }
    pickle.global("torch._utils", "_rebuild_tensor_v2");
    pickle.mark();
    pickle.mark();
    pickle.text("storage");
    pickle.global("torch", storage);
    pickle.text(Integer.toString(storages.size()));
    pickle.text("cpu");
    pickle.whole(tensor.count());
    pickle.tuple();
    pickle.persistent();
    pickle.whole(0);
    pickle.sizes(tensor.shape());
    pickle.sizes(strides(tensor.shape()));
    pickle.no();
    pickle.emptyOrderedDict();
    pickle.tuple();
    pickle.reduce();
    storages.add(tensor);
  }

  /** In elements, the last axis fastest. */
  private static int[] strides(int... shape) {
    int[] strides = new int[shape.length];
    int step = 1;
    for (int axis = shape.length - 1; axis >= 0; axis--) {
      strides[axis] = step;
      step *= Math.max(1, shape[axis]);
    }
    return strides;
  }

  private void archive(OutputStream out, byte[] tree) throws IOException {
    ZipOutputStream zip = new ZipOutputStream(out);
    zip.setMethod(ZipOutputStream.STORED);
    add(zip, "data.pkl", tree);
    add(zip, "byteorder", "little".getBytes(StandardCharsets.UTF_8));
    for (int i = 0; i < storages.size(); i++) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      storages.get(i).writeTo(bytes);
      add(zip, "data/" + i, bytes.toByteArray());
    }
    add(zip, "version", "3\n".getBytes(StandardCharsets.UTF_8));
    zip.finish();
  }

  private static void add(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
    CRC32 check = new CRC32();
    check.update(bytes);
    ZipEntry entry = new ZipEntry(FOLDER + name);
    entry.setSize(bytes.length);
    entry.setCrc(check.getValue());
    entry.setTimeLocal(NO_TIME);
    zip.putNextEntry(entry);
    zip.write(bytes);
    zip.closeEntry();
  }
}
