package hmrbench.model.filter;

import hmrbench.model.Filter;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A filter family with names that follow a pattern.
 *
 * @param pattern of a name; its groups are the parameters
 * @param make makes the filter of a name that matched
 */
record PatternFamily(
    String key,
    String usage,
    String example,
    String description,
    List<String> candidates,
    Pattern pattern,
    Function<Matcher, Filter> make)
    implements FilterFamily {

  PatternFamily {
    candidates = List.copyOf(candidates);
  }

  @Override
  public Optional<Filter> filter(String name) {
    Matcher match = pattern.matcher(name);
    return match.matches() ? Optional.of(make.apply(match)) : Optional.empty();
  }
}
