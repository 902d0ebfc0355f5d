package hmrbench.io.pickle;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import hmrbench.core.VisibleText;
import hmrbench.io.ByteCursor;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The stack machine of pickles, without any of its power: calls go to {@link PickleVocabulary},
 * which only builds values. Time and memory are bounded by the length of the file and by {@link
 * Budget}; there is no recursion but into nested files.
 *
 * <p>Source of the opcodes: CPython, Lib/pickletools.py (protocols 0 to 5).
 */
final class PickleMachine {

  private static final int PROTO = 0x80;
  private static final int HIGHEST_PROTOCOL = 5;
  private static final int STOP = '.';
  private static final int MAX_NAME_BYTES = 1024;
  private static final int MAX_NUMBER_BYTES = 1024;
  private static final int MAX_LINE_BYTES = 1 << 28;

  /** What an empty dictionary or set costs, in elements. */
  private static final int MAP_COST = 4;

  /** Longest Python 2 string that is taken for text; a longer one is the content of an array. */
  private static final int MAX_TEXT_STRING_BYTES = 1 << 16;

  private final ByteCursor in;
  private final List<PickleVocabulary> vocabularies;
  private final Budget budget;
  private final List<Object> stack = new ArrayList<>();
  private final List<Integer> marks = new ArrayList<>();

  /** What is remembered, by index; picklers count on from 0 or 1. */
  private final List<@Nullable Object> memo = new ArrayList<>();

  /** What is remembered under indices that leave others out. */
  private final Map<Long, Object> scattered = new HashMap<>();

  /** Where the opcode in hand lies, for messages. */
  private ByteCursor place;

  private boolean marked;

  /** Indices of {@link #memo} under which nothing is remembered. */
  private int gaps;

  PickleMachine(ByteCursor in, List<PickleVocabulary> vocabularies, Budget budget) {
    this.in = in;
    this.vocabularies = vocabularies;
    this.budget = budget;
    this.place = in;
  }

  Object run() {
    while (true) {
      place = new ByteCursor(in.source(), in.position());
      budget.opcode(place);
      int opcode = in.u8("pickle opcode");
      if (opcode == STOP) {
        return pop();
      }
      if (!constant(opcode) && !container(opcode) && !memo(opcode) && !object(opcode)) {
        throw broken("pickle opcode", "one of protocols 0 to 5", "byte %02x".formatted(opcode));
      }
    }
  }

  // ---------------------------------------------------------------- numbers, text and bytes

  private boolean constant(int opcode) {
    switch (opcode) {
      case PROTO -> protocol();
      case 0x95 -> in.skip(8, "pickle frame"); // FRAME: only a hint for buffering
      case 'N' -> push(PyNone.NONE);
      case 0x88 -> push(true);
      case 0x89 -> push(false);
      case 'I', 'L' -> push(writtenNumber(line(MAX_NUMBER_BYTES)));
      case 'J' -> push((long) in.i32("number"));
      case 'K' -> push((long) in.u8("number"));
      case 'M' -> push((long) in.u16("number"));
      case 0x8a -> push(longNumber(in.u8("number length")));
      case 0x8b -> push(longNumber(in.u32("number length")));
      case 'F' -> push(writtenFraction(line(MAX_NUMBER_BYTES)));
      case 'G' -> push(in.f64BigEndian("number"));
      case 'S' -> push(Escapes.quoted(charged(line(MAX_LINE_BYTES)), place));
      case 'V' -> push(Escapes.rawUnicode(charged(line(MAX_LINE_BYTES)), place));
      case 'T' -> string(in.u32("string length"));
      case 'U' -> string(in.u8("string length"));
      case 'X' -> unicode(in.u32("text length"));
      case 0x8c -> unicode(in.u8("text length"));
      case 0x8d -> unicode(in.i64("text length"));
      case 'B' -> push(new PyBytes(in.slice(in.u32("bytes length"), "bytes")));
      case 'C' -> push(new PyBytes(in.slice(in.u8("bytes length"), "bytes")));
      case 0x8e, 0x96 -> push(new PyBytes(in.slice(in.i64("bytes length"), "bytes")));
      default -> {
        return false;
      }
    }
    return true;
  }

  private void protocol() {
    int version = in.u8("pickle protocol");
    if (version > HIGHEST_PROTOCOL) {
      throw place.unsupported("pickle protocol", "0 to 5", "" + version);
    }
    marked = true;
  }

  private String line(int most) {
    return in.line(most, ISO_8859_1, "line of a pickle");
  }

  private String charged(String text) {
    budget.text(text.length(), place);
    return text;
  }

  private void string(long length) {
    if (length <= MAX_TEXT_STRING_BYTES) {
      push(charged(in.text(length, ISO_8859_1, "string")));
    } else {
      push(new PyBytes(in.slice(length, "string")));
    }
  }

  private void unicode(long length) {
    if (length >= 0 && length <= in.left()) {
      budget.text(length, place);
    }
    push(in.text(length, UTF_8, "text"));
  }

  private Object writtenNumber(String text) {
    String digits = text.strip();
    if (digits.equals("00") || digits.equals("01")) {
      return digits.equals("01"); // a truth value of Python 2
    }
    if (digits.endsWith("L")) {
      digits = digits.substring(0, digits.length() - 1);
    }
    try {
      return narrowed(new BigInteger(digits));
    } catch (NumberFormatException e) {
      throw broken("number", "decimal digits", VisibleText.value(text));
    }
  }

  private Double writtenFraction(String text) {
    try {
      return switch (text.strip()) {
        case "inf" -> Double.POSITIVE_INFINITY;
        case "-inf" -> Double.NEGATIVE_INFINITY;
        case "nan" -> Double.NaN;
        default -> Double.parseDouble(text);
      };
    } catch (NumberFormatException e) {
      throw broken("number", "a decimal fraction", VisibleText.value(text));
    }
  }

  private Object longNumber(long bytes) {
    if (bytes > MAX_NUMBER_BYTES) {
      throw place.unsupported("number", "at most 1024 bytes", bytes + " bytes");
    }
    byte[] little = in.bytes(bytes, "number");
    byte[] big = new byte[little.length];
    for (int i = 0; i < big.length; i++) {
      big[i] = little[big.length - 1 - i];
    }
    budget.text(bytes, place);
    return big.length == 0 ? 0L : narrowed(new BigInteger(big));
  }

  private static Object narrowed(BigInteger number) {
    return number.bitLength() < Long.SIZE ? (Object) number.longValue() : number;
  }

  // ---------------------------------------------------------------- containers

  private boolean container(int opcode) {
    switch (opcode) {
      case '(' -> mark();
      case ']' -> push(new PyList());
      case 'l' -> push(listOf(sinceMark()));
      case 'a' -> append(List.of(pop()));
      case 'e' -> append(sinceMark());
      case ')' -> push(new PyTuple(List.of()));
      case 't' -> push(new PyTuple(sinceMark()));
      case 0x85 -> push(new PyTuple(last(1)));
      case 0x86 -> push(new PyTuple(last(2)));
      case 0x87 -> push(new PyTuple(last(3)));
      case '}' -> push(new PyDict("dict"));
      case 'd' -> dict();
      case 's' -> put(last(2));
      case 'u' -> put(sinceMark());
      case 0x8f -> push(new PySet());
      case 0x90 -> addAll(sinceMark());
      case 0x91 -> frozenSet();
      default -> {
        return false;
      }
    }
    return true;
  }

  private void mark() {
    marks.add(stack.size());
    budget.marks(marks.size(), place);
  }

  private static PyList listOf(List<Object> items) {
    PyList list = new PyList();
    items.forEach(list::add);
    return list;
  }

  private void append(List<Object> items) {
    Object target = peek();
    PyList list =
        target instanceof PyObject object
            ? object.items()
            : target instanceof PyList plain ? plain : null;
    if (list == null) {
      throw broken("pickle", "a list to append to", Values.kindOf(target));
    }
    budget.elements(items.size(), place);
    items.forEach(list::add);
  }

  private void dict() {
    List<Object> items = sinceMark();
    push(new PyDict("dict"));
    put(items);
  }

  private void put(List<Object> items) {
    if (!(peek() instanceof PyDict dict)) {
      throw broken("pickle", "a dictionary to set items of", Values.kindOf(peek()));
    }
    if (items.size() % 2 != 0) {
      throw broken("dictionary", "keys and values", "%d items".formatted(items.size()));
    }
    budget.elements(items.size(), place);
    for (int i = 0; i < items.size(); i += 2) {
      Object key = DictKeys.plain(items.get(i));
      dict.put(DictKeys.of(key, place, budget), key, items.get(i + 1));
    }
  }

  private void frozenSet() {
    List<Object> items = sinceMark();
    push(new PySet());
    addAll(items);
  }

  private void addAll(List<Object> items) {
    if (!(peek() instanceof PySet set)) {
      throw broken("pickle", "a set to add to", Values.kindOf(peek()));
    }
    budget.elements(items.size(), place);
    items.forEach(item -> set.add(DictKeys.of(item, place, budget), item));
  }

  // ---------------------------------------------------------------- stack and memo

  private boolean memo(int opcode) {
    switch (opcode) {
      case '0' -> drop();
      case '1' -> sinceMark();
      case '2' -> push(peek());
      case 'p' -> remember(writtenIndex());
      case 'q' -> remember(in.u8("memo index"));
      case 'r' -> remember(in.u32("memo index"));
      case 0x94 -> remember(memo.size() - gaps + (long) scattered.size());
      case 'g' -> push(remembered(writtenIndex()));
      case 'h' -> push(remembered(in.u8("memo index")));
      case 'j' -> push(remembered(in.u32("memo index")));
      default -> {
        return false;
      }
    }
    return true;
  }

  private void drop() {
    if (!marks.isEmpty() && marks.get(marks.size() - 1) == stack.size()) {
      marks.remove(marks.size() - 1);
    } else {
      pop();
    }
  }

  private long writtenIndex() {
    String text = line(MAX_NAME_BYTES);
    try {
      return Long.parseLong(text.strip());
    } catch (NumberFormatException e) {
      throw broken("memo index", "decimal digits", VisibleText.value(text));
    }
  }

  private void remember(long index) {
    Object value = peek();
    if (index < 0 || index > memo.size() + 1L) {
      budget.elements(MAP_COST, place);
      scattered.put(index, value);
      return;
    }
    budget.elements(1, place);
    scattered.remove(index);
    while (memo.size() <= index) {
      memo.add(null);
      gaps++;
    }
    gaps -= memo.set((int) index, value) == null ? 1 : 0;
  }

  private Object remembered(long index) {
    boolean near = index >= 0 && index < memo.size();
    Object value = near ? memo.get((int) index) : null;
    value = value == null ? scattered.get(index) : value;
    if (value == null) {
      throw broken("memo", "a value under %d".formatted(index), "none");
    }
    return value;
  }

  private void push(Object value) {
    budget.elements(value instanceof PyDict || value instanceof PySet ? MAP_COST : 1, place);
    stack.add(value);
  }

  private int floor() {
    return marks.isEmpty() ? 0 : marks.get(marks.size() - 1);
  }

  private Object peek() {
    if (stack.size() <= floor()) {
      throw broken("pickle", "a value on the stack", "none");
    }
    return stack.get(stack.size() - 1);
  }

  private Object pop() {
    Object top = peek();
    stack.remove(stack.size() - 1);
    return top;
  }

  private List<Object> last(int count) {
    if (stack.size() - count < floor()) {
      throw broken("pickle", count + " values on the stack", "fewer");
    }
    return cut(stack.size() - count);
  }

  private List<Object> sinceMark() {
    if (marks.isEmpty()) {
      throw broken("pickle", "a mark on the stack", "none");
    }
    return cut(marks.remove(marks.size() - 1));
  }

  private List<Object> cut(int from) {
    List<Object> tail = stack.subList(from, stack.size());
    List<Object> items = List.copyOf(tail);
    tail.clear();
    return items;
  }

  // ---------------------------------------------------------------- globals, calls and objects

  private boolean object(int opcode) {
    switch (opcode) {
      case 'c' -> global(name(), name());
      case 0x93 -> stackGlobal();
      case 'R' -> call();
      case 'o' -> {
        List<Object> items = sinceMark();
        push(called(items.isEmpty() ? PyNone.NONE : items.get(0), rest(items)));
      }
      case 'i' -> {
        global(name(), name());
        Object type = pop();
        push(called(type, sinceMark()));
      }
      case 0x81 -> call();
      case 0x92 -> {
        pop(); // keyword arguments change nothing for a class of which only the data is kept
        call();
      }
      case 'b' -> build();
      case 'P' -> persistent(line(MAX_NAME_BYTES));
      case 'Q' -> persistent(pop());
      case 0x82, 0x83, 0x84 ->
          throw place.unsupported("pickle", "names in full", "an extension registry code");
      case 0x97, 0x98 ->
          throw place.unsupported("pickle", "all bytes in one file", "an out-of-band buffer");
      default -> {
        return false;
      }
    }
    return true;
  }

  private String name() {
    return in.line(MAX_NAME_BYTES, UTF_8, "name in a pickle");
  }

  private void stackGlobal() {
    Object name = pop();
    Object module = pop();
    global(
        Values.text(module, place, "module of a pickled name"),
        Values.text(name, place, "pickled name"));
  }

  private void global(String module, String name) {
    PyGlobal global = new PyGlobal(today(module), name);
    if (vocabularies.stream().noneMatch(vocabulary -> vocabulary.knows(global))) {
      throw place.unsupported(
          "pickle",
          "names of arrays and plain data",
          VisibleText.value(global.toString()),
          "nothing was run; convert it to npz if you trust it");
    }
    push(global);
  }

  /** The name that a module of Python 2 or of another numpy has today. */
  private static String today(String module) {
    if (module.startsWith("numpy._core")) {
      return "numpy.core" + module.substring("numpy._core".length());
    }
    return switch (module) {
      case "copy_reg" -> "copyreg";
      case "__builtin__" -> "builtins";
      default -> module;
    };
  }

  private static List<Object> rest(List<Object> items) {
    return items.isEmpty() ? items : items.subList(1, items.size());
  }

  private void call() {
    List<Object> arguments = Values.tuple(pop(), place, "arguments of a pickled call");
    push(called(pop(), arguments));
  }

  private Object called(Object callee, List<Object> arguments) {
    if (!(callee instanceof PyGlobal global)) {
      throw broken("pickled call", "a named class or function", Values.kindOf(callee));
    }
    for (PickleVocabulary vocabulary : vocabularies) {
      Object result =
          vocabulary.knows(global) ? vocabulary.call(global, arguments, place, budget) : null;
      if (result != null) {
        return result;
      }
    }
    throw place.unsupported(
        "pickled call",
        "one that makes an array or plain data",
        VisibleText.value("%s with %d arguments".formatted(global, arguments.size())),
        "nothing was run; convert it to npz if you trust it");
  }

  private void build() {
    Object state = pop();
    Object instance = peek();
    if (instance instanceof Buildable buildable) {
      buildable.build(state, place, budget);
    } else {
      throw broken("pickle", "an object to complete", Values.kindOf(instance));
    }
    for (PickleVocabulary vocabulary : vocabularies) {
      instance = vocabulary.built(instance, in, budget);
    }
    stack.set(stack.size() - 1, instance);
  }

  private void persistent(Object id) {
    @Nullable Object value = null;
    for (PickleVocabulary vocabulary : vocabularies) {
      value = value == null ? vocabulary.persistent(id, place) : value;
    }
    if (value == null) {
      throw place.unsupported(
          "pickle", "all objects in it", "one that lies outside: " + Values.kindOf(id));
    }
    push(value);
  }

  /** Breaks the rules of pickles; without a mark at its start it may be no pickle at all. */
  private RuntimeException broken(String what, String expected, String actual) {
    return marked ? place.corrupt(what, expected, actual) : place.foreign(what, expected, actual);
  }
}
