package dev.ionosphere.expressions;

import java.util.Map;

/** Of a variable. */
public sealed interface Type {
  Type NUMBER = new Number();
  Type BOOL = new Bool();
  Type TEXT = new Text();

  /** Any number; as a double, so whole numbers are exact up to 2^53. */
  record Number() implements Type {}

  record Bool() implements Type {}

  record Text() implements Type {}

  /** Names that are not known beforehand, all with values of one type. */
  record Mapping(Type values) implements Type {}

  /** Known names. No other may be used. */
  record Fields(Map<String, Type> types) implements Type {
    public Fields {
      types = Map.copyOf(types);
    }
  }
}
