package hmrbench.io.pickle;

import static java.util.Map.entry;

import hmrbench.io.ByteCursor;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Python's own containers, a few functions that pickles use to make text and objects, and classes
 * that only hold data: those of other libraries become a {@link PyObject} that shows their
 * attributes.
 */
final class PythonVocabulary implements PickleVocabulary {

  private enum Meaning {
    DICT,
    LIST,
    TUPLE,
    SET,
    BYTES,
    ENCODE,
    RECONSTRUCT,
    NEW_OBJECT,
    /** A class that may be named, for example as the base of another, but not called. */
    NAME_ONLY,
    OPAQUE
  }

  private static final Map<String, Meaning> MEANINGS =
      Map.ofEntries(
          entry("builtins.dict", Meaning.DICT),
          entry("collections.OrderedDict", Meaning.DICT),
          entry("collections.defaultdict", Meaning.DICT),
          entry("collections.Counter", Meaning.DICT),
          entry("yacs.config.CfgNode", Meaning.DICT),
          entry("easydict.EasyDict", Meaning.DICT),
          entry("builtins.list", Meaning.LIST),
          entry("builtins.tuple", Meaning.TUPLE),
          entry("builtins.set", Meaning.SET),
          entry("builtins.frozenset", Meaning.SET),
          entry("builtins.bytes", Meaning.BYTES),
          entry("builtins.bytearray", Meaning.BYTES),
          entry("_codecs.encode", Meaning.ENCODE),
          entry("copyreg._reconstructor", Meaning.RECONSTRUCT),
          entry("copyreg.__newobj__", Meaning.NEW_OBJECT),
          entry("builtins.object", Meaning.NAME_ONLY),
          entry("builtins.int", Meaning.NAME_ONLY),
          entry("builtins.long", Meaning.NAME_ONLY),
          entry("builtins.float", Meaning.NAME_ONLY),
          entry("builtins.bool", Meaning.NAME_ONLY),
          entry("builtins.str", Meaning.NAME_ONLY),
          entry("builtins.unicode", Meaning.NAME_ONLY),
          entry("builtins.complex", Meaning.OPAQUE),
          entry("builtins.slice", Meaning.OPAQUE),
          entry("builtins.range", Meaning.OPAQUE),
          entry("collections.deque", Meaning.OPAQUE),
          entry("argparse.Namespace", Meaning.OPAQUE),
          entry("types.SimpleNamespace", Meaning.OPAQUE),
          entry("pathlib.PosixPath", Meaning.OPAQUE),
          entry("pathlib.PurePosixPath", Meaning.OPAQUE),
          entry("pathlib.WindowsPath", Meaning.OPAQUE),
          entry("pathlib.PureWindowsPath", Meaning.OPAQUE),
          entry("datetime.datetime", Meaning.OPAQUE),
          entry("datetime.date", Meaning.OPAQUE),
          entry("datetime.timedelta", Meaning.OPAQUE));

  /** Packages with classes that hold arrays as attributes. */
  private static final List<String> OPAQUE_PACKAGES = List.of("chumpy.", "scipy.sparse.");

  private static final Set<String> LATIN_1 = Set.of("latin1", "latin-1", "iso-8859-1");

  @Override
  public boolean knows(PyGlobal global) {
    return meaning(global) != null;
  }

  private static @Nullable Meaning meaning(PyGlobal global) {
    if (OPAQUE_PACKAGES.stream().anyMatch(prefix -> (global.module() + ".").startsWith(prefix))) {
      return Meaning.OPAQUE;
    }
    return MEANINGS.get(global.toString());
  }

  @Override
  public @Nullable Object call(
      PyGlobal global, List<Object> arguments, ByteCursor place, Budget budget) {
    Meaning meaning = meaning(global);
    if (meaning == null) {
      return null;
    }
    return switch (meaning) {
      case DICT -> dict(global, arguments, place, budget);
      case LIST -> list(arguments, place, budget);
      case TUPLE -> new PyTuple(copied(arguments, place, budget));
      case SET -> set(arguments, place, budget);
      case BYTES, ENCODE -> encoded(arguments, place, budget);
      case RECONSTRUCT, NEW_OBJECT -> object(arguments, place, budget);
      case NAME_ONLY -> null;
      case OPAQUE -> new PyObject(global, arguments);
    };
  }

  private static PyDict dict(
      PyGlobal global, List<Object> arguments, ByteCursor place, Budget budget) {
    PyDict dict = new PyDict(global.module().equals("builtins") ? "dict" : global.toString());
    Object content = arguments.isEmpty() ? PyNone.NONE : arguments.get(arguments.size() - 1);
    if (content instanceof PyDict other) {
      budget.elements(other.size(), place);
      other
          .entries()
          .forEach(e -> dict.put(DictKeys.of(e.key(), place, budget), e.key(), e.value()));
    } else if (content instanceof PyList || content instanceof PyTuple) {
      List<Object> pairs = Values.tuple(content, place, "dictionary");
      budget.elements(pairs.size(), place);
      for (Object item : pairs) {
        List<Object> pair = Values.tuple(item, place, "dictionary entry");
        if (pair.size() != 2) {
          throw place.corrupt("dictionary entry", "key and value", pair.size() + " values");
        }
        dict.put(DictKeys.of(pair.get(0), place, budget), pair.get(0), pair.get(1));
      }
    }
    return dict;
  }

  private static List<Object> copied(List<Object> arguments, ByteCursor place, Budget budget) {
    if (arguments.isEmpty()) {
      return List.of();
    }
    List<Object> items = Values.tuple(arguments.get(0), place, "elements");
    budget.elements(items.size(), place);
    return items;
  }

  private static PyList list(List<Object> arguments, ByteCursor place, Budget budget) {
    PyList list = new PyList();
    copied(arguments, place, budget).forEach(list::add);
    return list;
  }

  private static PySet set(List<Object> arguments, ByteCursor place, Budget budget) {
    PySet set = new PySet();
    for (Object item : copied(arguments, place, budget)) {
      set.add(DictKeys.of(item, place, budget), item);
    }
    return set;
  }

  /** Text as bytes: how protocols 0 to 2 of Python 3 write them. */
  private static PyBytes encoded(List<Object> arguments, ByteCursor place, Budget budget) {
    if (arguments.isEmpty()) {
      return new PyBytes(place.decoded(new byte[0]));
    }
    if (arguments.get(0) instanceof PyBytes bytes) {
      return bytes;
    }
    String text = Values.text(arguments.get(0), place, "encoded bytes");
    String charset =
        arguments.size() < 2 ? "latin1" : Values.text(arguments.get(1), place, "encoding");
    if (!LATIN_1.contains(charset)) {
      throw place.unsupported("encoding of bytes", "latin1", Values.kindOf(charset));
    }
    return new PyBytes(Values.bytes(text, place, budget));
  }

  /** An object as protocols 0 and 1 write it: class, base class, state of the base class. */
  private static @Nullable Object object(List<Object> arguments, ByteCursor place, Budget budget) {
    if (arguments.isEmpty() || !(arguments.get(0) instanceof PyGlobal type)) {
      return null;
    }
    Meaning meaning = meaning(type);
    if (meaning == Meaning.DICT) {
      return dict(type, arguments.subList(1, arguments.size()), place, budget);
    }
    return meaning == Meaning.OPAQUE ? new PyObject(type, List.of()) : null;
  }
}
