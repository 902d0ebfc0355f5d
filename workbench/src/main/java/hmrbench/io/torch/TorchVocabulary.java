package hmrbench.io.torch;

import static java.util.Map.entry;

import hmrbench.core.VisibleText;
import hmrbench.io.ByteCursor;
import hmrbench.io.ByteSource;
import hmrbench.io.DType;
import hmrbench.io.pickle.Budget;
import hmrbench.io.pickle.PickleVocabulary;
import hmrbench.io.pickle.PyBytes;
import hmrbench.io.pickle.PyGlobal;
import hmrbench.io.pickle.PyObject;
import hmrbench.io.pickle.PyTuple;
import hmrbench.io.pickle.Values;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What torch pickles: tensors as views into storages, storages as names of bytes that lie
 * elsewhere.
 *
 * <p>Source: PyTorch, torch/_utils.py and torch/serialization.py (1.4 to 2.7).
 */
final class TorchVocabulary implements PickleVocabulary {

  private static final Map<String, DType> STORAGES =
      Map.ofEntries(
          entry("FloatStorage", DType.F32),
          entry("DoubleStorage", DType.F64),
          entry("HalfStorage", DType.F16),
          entry("BFloat16Storage", DType.BF16),
          entry("LongStorage", DType.I64),
          entry("IntStorage", DType.I32),
          entry("ShortStorage", DType.I16),
          entry("CharStorage", DType.I8),
          entry("ByteStorage", DType.U8),
          entry("BoolStorage", DType.BOOL),
          entry("UntypedStorage", DType.U8));

  private static final Map<String, DType> DTYPES =
      Map.ofEntries(
          entry("float32", DType.F32),
          entry("float64", DType.F64),
          entry("float16", DType.F16),
          entry("bfloat16", DType.BF16),
          entry("int64", DType.I64),
          entry("int32", DType.I32),
          entry("int16", DType.I16),
          entry("int8", DType.I8),
          entry("uint8", DType.U8),
          entry("uint16", DType.U16),
          entry("uint32", DType.U32),
          entry("uint64", DType.U64),
          entry("bool", DType.BOOL));

  private static final Set<String> TENSOR_MAKERS =
      Set.of("_rebuild_tensor", "_rebuild_tensor_v2", "_rebuild_tensor_v3");
  private static final Set<String> PARAMETER_MAKERS =
      Set.of("_rebuild_parameter", "_rebuild_parameter_with_state");

  private static final String EMBEDDED = "torch.storage._load_from_bytes";
  private static final String FROM_TYPE = "torch._tensor._rebuild_from_type_v2";
  private static final String PARAMETER = "torch.nn.parameter.Parameter";

  /** Names of data classes that become opaque objects. */
  private static final Set<String> OPAQUE =
      Set.of("torch.Size", "torch.device", "torch.serialization._get_layout", "torch.nn.Parameter");

  private static final String MODULES = "torch.nn.modules.";

  private final boolean bigEndian;
  private final Map<String, TorchStorage> storages = new LinkedHashMap<>();

  /** Pieces of storages that have names of their own: where in which storage each lies. */
  private final Map<String, List<View>> views = new HashMap<>();

  private record View(TorchStorage view, long first) {}

  /**
   * @param bigEndian whether the machine that wrote the file stored the most significant byte first
   */
  TorchVocabulary(boolean bigEndian) {
    this.bigEndian = bigEndian;
  }

  /** The storages that the pickle named, by their keys. */
  Map<String, TorchStorage> storages() {
    return storages;
  }

  /**
   * Says where the bytes of a root storage lie, and with it those of its pieces.
   *
   * @param size how many they are
   * @param bytes gives them when they are read
   */
  void locate(TorchStorage storage, long size, Supplier<ByteSource> bytes, ByteCursor place) {
    storage.locate(size, bytes);
    for (View view : views.getOrDefault(storage.key(), List.of())) {
      requireWithin(size, view, place);
      TorchStorage piece = view.view();
      int item = piece.dtype().itemBytes();
      piece.locate(
          piece.elements() * item,
          () -> storage.bytes().slice(view.first() * item, piece.elements() * item));
    }
  }

  private static void requireWithin(long rootBytes, View view, ByteCursor place) {
    long from = view.first();
    long count = view.view().elements();
    long all = rootBytes / view.view().dtype().itemBytes();
    if (from < 0 || count < 0 || from > all || count > all - from) {
      throw place.corrupt(
          "piece of a storage",
          "elements within %d".formatted(all),
          from + " and " + count + " on");
    }
  }

  @Override
  public boolean knows(PyGlobal global) {
    String name = global.toString();
    return (global.module().equals("torch._utils")
            && (TENSOR_MAKERS.contains(global.name()) || PARAMETER_MAKERS.contains(global.name())))
        || storageType(global) != null
        || isTypedStorage(global)
        || elementType(global) != null
        || name.equals(EMBEDDED)
        || name.equals(FROM_TYPE)
        || name.equals(PARAMETER)
        || name.equals("torch.Tensor")
        || OPAQUE.contains(name)
        || name.startsWith(MODULES);
  }

  private static boolean isTypedStorage(PyGlobal global) {
    return global.is("torch.storage.TypedStorage") || global.is("torch.storage._TypedStorage");
  }

  private static @Nullable DType storageType(PyGlobal global) {
    boolean known =
        global.module().equals("torch")
            || global.module().equals("torch.cuda")
            || global.module().equals("torch.storage");
    return known ? STORAGES.get(global.name()) : null;
  }

  private static @Nullable DType elementType(PyGlobal global) {
    return global.module().equals("torch") ? DTYPES.get(global.name()) : null;
  }

  @Override
  public @Nullable Object call(
      PyGlobal global, List<Object> arguments, ByteCursor place, Budget budget) {
    String name = global.toString();
    if (global.module().equals("torch._utils")) {
      return TENSOR_MAKERS.contains(global.name())
          ? tensor(global.name(), arguments, place)
          : argument(arguments, 0, place);
    }
    if (name.equals(EMBEDDED)) {
      return embedded(arguments, place, budget);
    }
    if (name.equals(FROM_TYPE)) { // function, class, arguments, attributes
      Object function = argument(arguments, 0, place);
      List<Object> inner = Values.tuple(argument(arguments, 2, place), place, "tensor");
      boolean maker = function instanceof PyGlobal g && g.module().equals("torch._utils");
      return maker ? call((PyGlobal) function, inner, place, budget) : null;
    }
    if (name.equals(PARAMETER) && !arguments.isEmpty()) {
      return arguments.get(0);
    }
    boolean opaque = OPAQUE.contains(name) || name.startsWith(MODULES);
    return opaque ? new PyObject(global, arguments) : null;
  }

  private static Object argument(List<Object> arguments, int index, ByteCursor place) {
    if (index >= arguments.size()) {
      throw place.corrupt(
          "torch tensor", "at least %d arguments".formatted(index + 1), arguments.size() + "");
    }
    return arguments.get(index);
  }

  private static TorchTensor tensor(String maker, List<Object> arguments, ByteCursor place) {
    if (!(argument(arguments, 0, place) instanceof TorchStorage storage)) {
      throw place.corrupt("torch tensor", "a storage", Values.kindOf(arguments.get(0)));
    }
    long first = Values.whole(argument(arguments, 1, place), place, "offset of a tensor");
    long[] shape = Values.shape(argument(arguments, 2, place), place);
    long[] strides = Values.shape(argument(arguments, 3, place), place);
    DType dtype = storage.dtype();
    if (maker.equals("_rebuild_tensor_v3")) {
      Object type = argument(arguments, 6, place);
      DType named = type instanceof PyGlobal global ? elementType(global) : null;
      if (named == null) {
        throw place.unsupported("type of a tensor", "a plain one", Values.kindOf(type));
      }
      dtype = named;
    }
    return new TorchTensor(storage, dtype, first, shape, strides);
  }

  /** A storage whose file was pickled as bytes. */
  private static Object embedded(List<Object> arguments, ByteCursor place, Budget budget) {
    Object content = argument(arguments, 0, place);
    if (!(content instanceof PyBytes) && !(content instanceof String)) {
      throw place.corrupt("embedded torch file", "bytes", Values.kindOf(content));
    }
    budget.enter(place);
    Object inner = TorchReader.readEmbedded(Values.bytes(content, place, budget), budget);
    budget.leave();
    return inner;
  }

  @Override
  public @Nullable Object persistent(Object id, ByteCursor place) {
    List<Object> parts = id instanceof PyTuple tuple ? tuple.items() : List.of();
    if (parts.size() < 5 || !"storage".equals(parts.get(0))) {
      return null;
    }
    if (!(parts.get(1) instanceof PyGlobal type)) {
      throw place.corrupt("torch storage", "its type", Values.kindOf(parts.get(1)));
    }
    DType dtype = storageType(type);
    if (dtype == null) {
      throw place.unsupported("torch storage", "a plain type", type.toString());
    }
    String key = Values.text(parts.get(2), place, "key of a storage");
    long elements = Values.whole(parts.get(4), place, "size of a storage");
    boolean sound = elements >= 0 && elements <= Long.MAX_VALUE / dtype.itemBytes();
    if (!sound) {
      throw place.corrupt("size of a storage", "0 or more", "" + elements);
    }
    DType stored = new DType(dtype.kind(), dtype.itemBytes(), bigEndian && dtype.itemBytes() > 1);
    TorchStorage root =
        storages.computeIfAbsent(key, k -> new TorchStorage(k, stored, elements, place));
    if (!root.dtype().equals(stored) || root.elements() != elements) {
      throw place.corrupt(
          "storage " + VisibleText.value(key),
          root.toString(),
          "%d %s".formatted(elements, stored.words()));
    }
    return parts.size() > 5 && parts.get(5) instanceof PyTuple view
        ? view(view.items(), root, place)
        : root;
  }

  private TorchStorage view(List<Object> parts, TorchStorage root, ByteCursor place) {
    if (parts.size() != 3) {
      throw place.corrupt("piece of a storage", "3 parts", parts.size() + "");
    }
    String key = Values.text(parts.get(0), place, "key of a storage");
    long first = Values.whole(parts.get(1), place, "start of a piece");
    long elements = Values.whole(parts.get(2), place, "size of a piece");
    TorchStorage piece = new TorchStorage(key, root.dtype(), elements, place);
    views.computeIfAbsent(root.key(), k -> new ArrayList<>()).add(new View(piece, first));
    return piece;
  }
}
