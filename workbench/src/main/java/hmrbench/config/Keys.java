package hmrbench.config;

import hmrbench.config.Node.Listing;
import hmrbench.config.Node.Mapping;
import hmrbench.config.Node.Scalar;
import hmrbench.core.VisibleText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * The keys of one map, read one by one. A key that is missing or of the wrong kind is a mistake,
 * and reading continues with a placeholder; {@link #build} reports keys that were never read, and
 * makes the value only if there is no mistake.
 */
final class Keys {

  /** How a message names the map at the top of a file. */
  private static final String WHOLE_DOCUMENT = "document";

  /** A map with more unknown keys is probably not a map of this kind. */
  private static final int MOST_UNKNOWN = 10;

  private static final Pattern WHOLE = Pattern.compile("-?(0|[1-9][0-9]*)");

  private final Mapping map;
  private final String path;
  private final Mistakes mistakes;
  private final PathRoots roots;
  private final Set<String> asked = new LinkedHashSet<>();
  private final int mistakesBefore;

  /**
   * @param path of the map itself, for messages; empty at the top
   */
  Keys(Mapping map, String path, PathRoots roots, Mistakes mistakes) {
    this(map, path, roots, mistakes, mistakes.count());
  }

  /**
   * @param path of the map itself, for messages; empty at the top
   * @param mistakesBefore how many there were before anything of this map was read
   */
  Keys(Mapping map, String path, PathRoots roots, Mistakes mistakes, int mistakesBefore) {
    this.map = map;
    this.path = path;
    this.roots = roots;
    this.mistakes = mistakes;
    this.mistakesBefore = mistakesBefore;
  }

  /** The path of a key, for messages. */
  String pathOf(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  /** The value of a key, if present. */
  Optional<Node> node(String key) {
    asked.add(key);
    Node node = map.entries().get(key);
    if (node instanceof Scalar scalar && scalar.type() == Scalar.Type.NOTHING) {
      mistakes.add(node.place(), pathOf(key), "has no value; write one or leave the key out");
      return Optional.empty();
    }
    return Optional.ofNullable(node);
  }

  boolean has(String key) {
    return map.entries().containsKey(key);
  }

  private <V> V required(String key, Optional<V> value, V standIn, String expected) {
    if (value.isEmpty() && !has(key)) {
      mistakes.add(map.place(), pathOf(key), "is missing; expected %s", expected);
    }
    return value.orElse(standIn);
  }

  String text(String key) {
    return required(key, optionalText(key), "missing", "a text");
  }

  Optional<String> optionalText(String key) {
    return node(key).flatMap(node -> textOf(node, pathOf(key)));
  }

  private Optional<String> textOf(Node node, String where) {
    if (node instanceof Scalar scalar && scalar.type() != Scalar.Type.NOTHING) {
      return Optional.of(scalar.text());
    }
    mistakes.add(node.place(), where, "expected a text, got %s", node.kind());
    return Optional.empty();
  }

  boolean truth(String key, boolean standard) {
    Optional<Node> node = node(key);
    if (node.isPresent()
        && !(node.get() instanceof Scalar scalar && scalar.type() == Scalar.Type.TRUTH)) {
      mistakes.add(
          node.get().place(), pathOf(key), "expected true or false, got %s", node.get().kind());
      return standard;
    }
    return node.map(value -> ((Scalar) value).text().equalsIgnoreCase("true")).orElse(standard);
  }

  int integer(String key) {
    return required(key, optionalInteger(key), 1, "a whole number");
  }

  Optional<Integer> optionalInteger(String key) {
    return node(key).flatMap(node -> intOf(node, pathOf(key)));
  }

  private Optional<Integer> intOf(Node node, String where) {
    Optional<Long> value = longOf(node, where);
    if (value.isPresent() && value.get() != value.get().intValue()) {
      tellOutOfRange(node, where, value.get().toString());
      return Optional.empty();
    }
    return value.map(Long::intValue);
  }

  private void tellOutOfRange(Node node, String where, String text) {
    mistakes.add(
        node.place(), where, "is too %s: %s", text.startsWith("-") ? "small" : "large", text);
  }

  Optional<Long> optionalLong(String key) {
    return node(key).flatMap(node -> longOf(node, pathOf(key)));
  }

  private Optional<Long> longOf(Node node, String where) {
    if (node instanceof Scalar scalar && scalar.type() == Scalar.Type.INTEGER) {
      try {
        // YAML 1.1 would read 010 as 8 and 1_0 as 10; no one means that, so both are refused.
        if (WHOLE.matcher(scalar.text()).matches()) {
          return Optional.of(Long.parseLong(scalar.text()));
        }
      } catch (NumberFormatException e) {
        tellOutOfRange(node, where, VisibleText.value(scalar.text()));
        return Optional.empty();
      }
    }
    mistakes.add(node.place(), where, "expected a whole number, got %s", node.kind());
    return Optional.empty();
  }

  Optional<Double> optionalNumber(String key) {
    return node(key).flatMap(node -> numberOf(node, pathOf(key)));
  }

  double number(String key) {
    return required(key, optionalNumber(key), 1.0, "a number");
  }

  /** A finite number; NaN and infinities are text to YAML 1.2 and refused here. */
  Optional<Double> numberOf(Node node, String where) {
    if (node instanceof Scalar scalar
        && (scalar.type() == Scalar.Type.INTEGER || scalar.type() == Scalar.Type.DECIMAL)) {
      try {
        double value = Double.parseDouble(scalar.text());
        if (Double.isInfinite(value)) {
          tellOutOfRange(node, where, VisibleText.value(scalar.text()));
          return Optional.empty();
        }
        if (scalar.type() == Scalar.Type.DECIMAL || WHOLE.matcher(scalar.text()).matches()) {
          return Optional.of(value);
        }
      } catch (NumberFormatException e) {
        // Reported below, as for any other value that is not a number.
      }
    }
    mistakes.add(node.place(), where, "expected a number, got %s", node.kind());
    return Optional.empty();
  }

  /** One of a closed list of words. */
  <V> Optional<V> oneOf(String key, Collection<V> values, Function<V, String> word) {
    List<String> words = values.stream().map(word).toList();
    Optional<String> text = optionalText(key);
    Optional<V> found =
        text.flatMap(
            name -> values.stream().filter(value -> word.apply(value).equals(name)).findFirst());
    if (text.isPresent() && found.isEmpty()) {
      mistakes.add(
          place(key),
          pathOf(key),
          "expected one of %s, got \"%s\"%s",
          words,
          VisibleText.value(text.get()),
          Nearest.hint(text.get(), words));
    } else if (text.isEmpty() && !has(key)) {
      return Optional.empty();
    }
    return found;
  }

  <V> V requiredOneOf(String key, List<V> values, Function<V, String> word) {
    return required(
        key,
        oneOf(key, values, word),
        values.get(0),
        "one of " + values.stream().map(word).toList());
  }

  /** A path, relative to the file that names it; the roots are filled in. */
  Path path(String key) {
    return required(key, optionalPath(key), Path.of("missing"), "a path");
  }

  Optional<Path> optionalPath(String key) {
    return node(key).flatMap(node -> pathOf(node, pathOf(key)));
  }

  private Optional<Path> pathOf(Node node, String where) {
    return textOf(node, where).flatMap(text -> roots.resolve(text, node.place(), where, mistakes));
  }

  /** One path or a list of paths; empty where the key is absent. */
  List<Path> paths(String key) {
    return items(key, false).stream()
        .flatMap(item -> pathOf(item.node(), item.path()).stream())
        .toList();
  }

  /** An item of a list, with its path for messages. */
  record Item(Node node, String path) {}

  /**
   * The items at a key; none where it is absent.
   *
   * @param strict whether a single value is a mistake rather than a list of one
   */
  List<Item> items(String key, boolean strict) {
    List<Item> items = new ArrayList<>();
    Optional<Node> node = node(key);
    if (node.isPresent() && node.get() instanceof Listing listing) {
      for (Node item : listing.items()) {
        items.add(new Item(item, "%s[%d]".formatted(pathOf(key), items.size())));
      }
    } else if (node.isPresent() && !strict) {
      items.add(new Item(node.get(), pathOf(key)));
    } else if (node.isPresent()) {
      mistakes.add(node.get().place(), pathOf(key), "expected a list, got %s", node.get().kind());
    }
    return items;
  }

  /** Texts at a key; {@code standard} where it is absent. */
  List<String> texts(String key, List<String> standard) {
    if (!has(key)) {
      asked.add(key);
      return standard;
    }
    return items(key, true).stream()
        .flatMap(item -> textOf(item.node(), item.path()).stream())
        .toList();
  }

  /** Whole numbers at a key; {@code standard} where it is absent. */
  List<Integer> integers(String key, List<Integer> standard) {
    if (!has(key)) {
      asked.add(key);
      return standard;
    }
    return items(key, true).stream()
        .flatMap(item -> intOf(item.node(), item.path()).stream())
        .toList();
  }

  /** The map at a key, if it is there. */
  Optional<Keys> map(String key) {
    Optional<Node> node = node(key);
    if (node.isPresent() && node.get() instanceof Mapping inner) {
      return Optional.of(new Keys(inner, pathOf(key), roots, mistakes));
    }
    node.ifPresent(
        other -> mistakes.add(other.place(), pathOf(key), "expected a map, got %s", other.kind()));
    return Optional.empty();
  }

  /** The maps that a list at a key holds; none where it is absent. */
  List<Keys> maps(String key) {
    List<Keys> maps = new ArrayList<>();
    for (Item item : items(key, true)) {
      if (item.node() instanceof Mapping inner) {
        maps.add(new Keys(inner, item.path(), roots, mistakes));
      } else {
        mistakes.add(
            item.node().place(), item.path(), "expected a map, got %s", item.node().kind());
      }
    }
    return maps;
  }

  /** The map at a key that has to be there. */
  Optional<Keys> section(String key) {
    if (!has(key)) {
      mistakes.add(place(key), pathOf(key), "is missing; expected a map");
    }
    return map(key);
  }

  /** A map of texts at a key, given inline or as the path of a YAML file; empty where absent. */
  Map<String, String> textMapOrFile(String key) {
    Optional<Node> node = node(key);
    if (node.isEmpty() || !(node.get() instanceof Scalar)) {
      return textMap(key);
    }
    Optional<Mapping> held =
        pathOf(node.get(), pathOf(key)).flatMap(file -> new Blocks(roots).read(file, mistakes));
    Map<String, String> texts = new LinkedHashMap<>();
    held.map(Mapping::entries)
        .orElse(Map.of())
        .forEach(
            (name, value) ->
                textOf(value, "%s.%s".formatted(pathOf(key), name))
                    .ifPresent(text -> texts.put(name, text)));
    return texts;
  }

  /** A map of texts at a key; empty where it is absent. */
  Map<String, String> textMap(String key) {
    Optional<Node> node = node(key);
    Map<String, String> texts = new LinkedHashMap<>();
    if (node.isPresent() && node.get() instanceof Mapping inner) {
      inner
          .entries()
          .forEach(
              (name, value) ->
                  textOf(value, "%s.%s".formatted(pathOf(key), name))
                      .ifPresent(text -> texts.put(name, text)));
    } else {
      node.ifPresent(
          other ->
              mistakes.add(other.place(), pathOf(key), "expected a map, got %s", other.kind()));
    }
    return texts;
  }

  /** A map of paths at a key; empty where it is absent. */
  Map<String, Path> pathMap(String key) {
    Map<String, Path> paths = new LinkedHashMap<>();
    map(key)
        .ifPresent(
            inner -> {
              for (String name : inner.map.entries().keySet()) {
                inner.optionalPath(name).ifPresent(path -> paths.put(name, path));
              }
            });
    return paths;
  }

  /** The position of a key, or of the map if the key is absent. */
  Place place(String key) {
    return Optional.ofNullable(map.entries().get(key)).map(Node::place).orElse(map.place());
  }

  /** The position of a value that a record refused; a looked-up item has its own. */
  private Place place(BadValue bad) {
    if (map.entries().get(bad.key()) instanceof Listing list && bad.item() >= 0) {
      Place item = list.items().get(bad.item()).place();
      return item.source().equals(list.place().source()) ? item : list.place();
    }
    return place(bad.key());
  }

  /** Reports keys that were never read; if there are very many, their number. */
  void tellUnknown() {
    List<Map.Entry<String, Node>> unknown =
        map.entries().entrySet().stream().filter(entry -> !asked.contains(entry.getKey())).toList();
    for (Map.Entry<String, Node> entry :
        unknown.subList(0, Math.min(MOST_UNKNOWN, unknown.size()))) {
      mistakes.add(
          entry.getValue().place(),
          pathOf(entry.getKey()),
          "unknown key%s; known are %s",
          Nearest.hint(entry.getKey(), asked),
          asked);
    }
    if (unknown.size() > MOST_UNKNOWN) {
      mistakes.add(
          unknown.get(MOST_UNKNOWN).getValue().place(),
          path.isEmpty() ? WHOLE_DOCUMENT : path,
          "%d more unknown keys",
          unknown.size() - MOST_UNKNOWN);
    }
  }

  /**
   * Makes the value if this map has no mistake; a value that its constructor refuses is a mistake
   * too.
   */
  <V> Optional<V> build(Supplier<V> value) {
    tellUnknown();
    if (mistakes.count() > mistakesBefore) {
      return Optional.empty();
    }
    try {
      return Optional.of(value.get());
    } catch (BadValue e) {
      String where = e.item() < 0 ? e.key() : "%s[%s]".formatted(e.key(), e.item());
      mistakes.add(place(e), pathOf(where), "%s", e.problem());
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      mistakes.add(
          map.place(),
          path.isEmpty() ? WHOLE_DOCUMENT : path,
          "%s",
          String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }
}
