package hmrbench.io.torch;

import hmrbench.core.VisibleText;
import hmrbench.io.ByteCursor;
import hmrbench.io.ByteSource;
import hmrbench.io.FormatException;
import hmrbench.io.ZipMembers;
import hmrbench.io.pickle.Budget;
import hmrbench.io.pickle.Pickle;
import hmrbench.io.pickle.PyDict;
import hmrbench.io.pickle.PyList;
import hmrbench.io.pickle.Values;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The two containers of torch.save: five pickles and the storages one after another (before 1.6),
 * or a ZIP archive with a pickle and one member per storage.
 *
 * <p>Source: PyTorch, torch/serialization.py.
 */
final class TorchReader {

  private static final int[] LEGACY_START = {
    0x80, 2, 0x8a, 10, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19
  };
  private static final BigInteger LEGACY_MAGIC = new BigInteger("1950a86a20f9469cfc6c", 16);
  private static final long LEGACY_PROTOCOL = 1001;
  private static final String PICKLE = "/data.pkl";
  private static final int TAR_MAGIC_AT = 257;

  /** A tree and how its file is laid out. */
  record Content(Object root, String container) {}

  private TorchReader() {}

  static boolean isLegacy(ByteSource source) {
    return source.startsWith(LEGACY_START);
  }

  /** Whether an archive is a checkpoint; its pickle lies under a folder of any name. */
  static boolean isZipCheckpoint(ZipMembers members) {
    return members.names().stream().anyMatch(name -> name.endsWith(PICKLE));
  }

  /** Whether an archive is a compiled module (TorchScript), which holds code beside weights. */
  static boolean isTorchScript(ZipMembers members) {
    return members.names().stream()
        .anyMatch(name -> name.endsWith("/constants.pkl") || name.contains("/code/"));
  }

  static Content read(ByteSource source) {
    Budget budget = new Budget();
    if (ZipMembers.looksLike(source)) {
      return zip(source, budget);
    }
    if (isLegacy(source)) {
      return new Content(legacy(source, budget), "torch legacy stream");
    }
    ByteCursor start = new ByteCursor(source);
    if (source.size() > TAR_MAGIC_AT + 5
        && new String(source.bytes(TAR_MAGIC_AT, 5), StandardCharsets.ISO_8859_1).equals("ustar")) {
      throw start.unsupported(
          "torch checkpoint",
          "the layout of torch 0.1.10 or later",
          "a tar archive",
          "load it in PyTorch and save it again");
    }
    if (Pickle.looksLike(source)) { // torch tensors in a plain pickle carry files of their own
      return new Content(
          Pickle.read(start, budget, new TorchVocabulary(false)), "pickle with torch tensors");
    }
    throw start.foreign("torch checkpoint", "a ZIP archive or a pickle", "other bytes");
  }

  /** A file that lies in a pickle as bytes. */
  static Object readEmbedded(ByteSource bytes, Budget budget) {
    if (ZipMembers.looksLike(bytes)) {
      return zip(bytes, budget).root();
    }
    return legacy(bytes, budget);
  }

  private static Content zip(ByteSource source, Budget budget) {
    ZipMembers members = ZipMembers.of(source);
    ByteCursor start = new ByteCursor(source);
    budget.elements(members.names().size(), start);
    if (isTorchScript(members)) {
      throw start.unsupported(
          "torch checkpoint",
          "weights alone",
          "a TorchScript module",
          "name it as the checkpoint of a model with architecture: torchscript");
    }
    String pickle =
        members.names().stream()
            .filter(name -> name.endsWith(PICKLE))
            .findFirst()
            .orElseThrow(
                () -> start.foreign("torch checkpoint", "a member data.pkl", "an archive without"));
    String folder = pickle.substring(0, pickle.length() - PICKLE.length() + 1);
    ByteSource order = members.find(folder + "byteorder");
    boolean big =
        order != null
            && new ByteCursor(order)
                .text(Math.min(order.size(), 16), StandardCharsets.ISO_8859_1, "byte order")
                .toLowerCase(Locale.ROOT)
                .startsWith("big");
    TorchVocabulary vocabulary = new TorchVocabulary(big);
    ByteCursor in = new ByteCursor(present(members, pickle, start));
    Object root = Pickle.read(in, budget, vocabulary);
    for (TorchStorage storage : vocabulary.storages().values()) {
      String name = folder + "data/" + storage.key();
      if (members.size(name) < 0) {
        throw missing(name, start);
      }
      vocabulary.locate(storage, members.size(name), () -> present(members, name, start), start);
    }
    return new Content(root, "torch zip container");
  }

  private static ByteSource present(ZipMembers members, String name, ByteCursor place) {
    ByteSource bytes = members.find(name);
    if (bytes == null) {
      throw missing(name, place);
    }
    return bytes;
  }

  private static FormatException missing(String name, ByteCursor place) {
    return place.corrupt("torch checkpoint", "a member " + VisibleText.value(name), "none");
  }

  private static Object legacy(ByteSource source, Budget budget) {
    ByteCursor in = new ByteCursor(source);
    if (!LEGACY_MAGIC.equals(Pickle.read(in, budget))) {
      throw new ByteCursor(source).foreign("torch checkpoint", "torch's magic number", "another");
    }
    Object protocol = Pickle.read(in, budget);
    if (!protocol.equals(LEGACY_PROTOCOL)) {
      throw in.unsupported("torch protocol", "1001", Values.kindOf(protocol));
    }
    Object machine = Pickle.read(in, budget);
    boolean big = machine instanceof PyDict dict && Boolean.FALSE.equals(dict.get("little_endian"));
    TorchVocabulary vocabulary = new TorchVocabulary(big);
    Object root = Pickle.read(in, budget, vocabulary);
    Object keys = Pickle.read(in, budget);
    if (!(keys instanceof PyList list)) {
      throw in.corrupt("torch checkpoint", "a list of storages", Values.kindOf(keys));
    }
    for (Object key : list.items()) {
      locateNext(in, Values.text(key, in, "key of a storage"), big, vocabulary);
    }
    requireAllLocated(vocabulary.storages(), list, in);
    return root;
  }

  private static void locateNext(
      ByteCursor in, String key, boolean big, TorchVocabulary vocabulary) {
    TorchStorage storage = vocabulary.storages().get(key);
    if (storage == null) {
      throw in.corrupt(
          "torch checkpoint", "storages that it names", "'" + VisibleText.value(key) + "'");
    }
    ByteCursor place = new ByteCursor(in.source(), in.position());
    long stored = in.i64("size of a storage");
    long elements = big ? Long.reverseBytes(stored) : stored;
    if (elements != storage.elements()) {
      throw place.corrupt(
          "size of storage " + VisibleText.value(key),
          storage.elements() + " elements",
          elements + "");
    }
    long bytes = elements * storage.dtype().itemBytes();
    ByteSource values = in.slice(bytes, "storage " + VisibleText.value(key));
    vocabulary.locate(storage, bytes, () -> values, place);
  }

  private static void requireAllLocated(
      Map<String, TorchStorage> storages, PyList keys, ByteCursor in) {
    @Nullable Object missing = null;
    for (String key : storages.keySet()) {
      missing = missing == null && !storages.get(key).isLocated() ? key : missing;
    }
    if (missing != null) {
      throw in.corrupt(
          "torch checkpoint",
          "the bytes of storage " + VisibleText.value(missing.toString()),
          "%d other storages".formatted(keys.items().size()));
    }
  }
}
