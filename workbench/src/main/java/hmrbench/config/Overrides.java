package hmrbench.config;

import hmrbench.config.Node.Listing;
import hmrbench.config.Node.Mapping;
import hmrbench.config.Node.Scalar;
import hmrbench.core.VisibleText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Keys that the command line sets: {@code a.b=c}, where c is YAML. A step of the path is a key, the
 * position of an item from 0, or the {@code name} of an item.
 */
final class Overrides {

  private static final Pattern INDEX = Pattern.compile("[0-9]{1,6}");

  private record Setting(String option, List<String> steps, Node value) {}

  private final List<Setting> settings = new ArrayList<>();
  private final Mistakes mistakes;

  /**
   * @param options each {@code key=value}
   * @param folder what relative paths in them are relative to
   */
  Overrides(List<String> options, Path folder, Mistakes mistakes) {
    this.mistakes = mistakes;
    for (String option : options) {
      String source = "--set " + option;
      int equals = option.indexOf('=');
      if (equals < 1) {
        mistakes.add(new Place(source, 0, folder), "option", "expected key=value");
        continue;
      }
      String path = option.substring(0, equals).replace("[", ".").replace("]", "");
      List<String> steps = List.of(path.split("\\.", -1));
      if (steps.size() > YamlText.DEEPEST) {
        mistakes.add(
            new Place("--set " + VisibleText.value(option), 0, folder),
            "option",
            "expected a path of %s steps at most",
            YamlText.DEEPEST);
        continue;
      }
      YamlText.ofOption(option.substring(equals + 1), source, folder, mistakes)
          .ifPresent(value -> settings.add(new Setting(source, steps, value)));
    }
  }

  /** Sets the keys with a path of one step, before names are looked up. */
  Mapping applyShort(Mapping root) {
    return apply(root, true);
  }

  /** Sets the others. */
  Mapping applyLong(Mapping root) {
    return apply(root, false);
  }

  private Mapping apply(Mapping root, boolean isShort) {
    Mapping changed = root;
    for (Setting setting : settings) {
      if ((setting.steps().size() == 1) == isShort) {
        changed = (Mapping) set(changed, setting, 0);
      }
    }
    return changed;
  }

  private Node set(Node node, Setting setting, int depth) {
    if (depth == setting.steps().size()) {
      return setting.value();
    }
    String step = setting.steps().get(depth);
    if (node instanceof Mapping map) {
      Node inner =
          Optional.ofNullable(map.entries().get(step))
              .orElse(new Mapping(setting.value().place(), java.util.Map.of()));
      return map.with(step, set(inner, setting, depth + 1));
    }
    if (node instanceof Listing list) {
      int index = indexOf(list, step);
      if (index >= 0) {
        List<Node> items = new ArrayList<>(list.items());
        items.set(index, set(items.get(index), setting, depth + 1));
        return new Listing(list.place(), items);
      }
    }
    String where = String.join(".", setting.steps().subList(0, depth + 1));
    if (node instanceof Listing) {
      mistakes.add(
          setting.value().place(),
          where,
          "there is no such item; name one, or give its position from 0");
    } else {
      mistakes.add(setting.value().place(), where, "there is nothing to set a key of");
    }
    return node;
  }

  private static int indexOf(Listing list, String step) {
    if (INDEX.matcher(step).matches() && Integer.parseInt(step) < list.items().size()) {
      return Integer.parseInt(step);
    }
    for (int i = 0; i < list.items().size(); i++) {
      if (list.items().get(i) instanceof Mapping map
          && map.entries().get("name") instanceof Scalar name
          && name.text().equals(step)) {
        return i;
      }
    }
    return -1;
  }
}
