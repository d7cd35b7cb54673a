package dev.ionosphere.models.request;

import dev.ionosphere.models.format.ModelFormatException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the header {@code Signature-Input} says: one signature called {@code ion}, over these
 * components and no others, with these parameters and no others.
 *
 * @param session by whose key it is signed
 * @param number no other request of the session has it; from 1
 */
public record SignatureInput(String session, long number) {

  public static final String HEADER = "Signature-Input";

  /** What is signed, in this order. */
  public static final List<String> COMPONENTS =
      List.of("@method", "@authority", "@path", "@query", "content-digest");

  static final String LABEL = "ion";
  private static final List<String> PARAMETERS = List.of("keyid", "nonce", "alg");
  private static final String ALGORITHM = "hmac-sha256";
  private static final int LONGEST = 512;

  private static final Pattern SESSION = Pattern.compile("[A-Za-z0-9_-]{22}");
  private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,17}");
  private static final Pattern FORM =
      Pattern.compile(
          "([a-z*][a-z0-9_.*-]*)=\\(([^()]*)\\)((?:;[a-z*][a-z0-9_.*-]*(?:=(?:\"[!-~&&[^\"\\\\]]*\"|[0-9]+))?)*)");
  private static final Pattern PARAMETER = Pattern.compile(";([^=;]+)(?:=(\"[^\"]*\"|[0-9]+))?");

  /**
   * @throws ModelFormatException if they are no session and number
   */
  public SignatureInput {
    if (!SESSION.matcher(session).matches()) {
      throw new ModelFormatException(path("keyid"), session, "22 characters of base64url");
    }
    if (number < 1) {
      throw new ModelFormatException(path("nonce"), number, "1 and up");
    }
  }

  /** The inner list with its parameters: the last line of what is signed. */
  String parameters() {
    StringBuilder text = new StringBuilder("(");
    for (String component : COMPONENTS) {
      text.append(text.length() == 1 ? "\"" : " \"").append(component).append('"');
    }
    return text.append(
            ");keyid=\"%s\";nonce=\"%d\";alg=\"%s\"".formatted(session, number, ALGORITHM))
        .toString();
  }

  public String header() {
    return LABEL + "=" + parameters();
  }

  /**
   * Reads the header strictly.
   *
   * @throws ModelFormatException naming the component or parameter that is too much, missing or
   *     wrong
   */
  public static SignatureInput parse(String header) {
    if (header.length() > LONGEST) {
      throw new ModelFormatException(HEADER, header.length() + " characters", "at most " + LONGEST);
    }
    Matcher form = FORM.matcher(header);
    if (!form.matches()) {
      throw new ModelFormatException(HEADER, header, "one signature, as RFC 9421 writes it");
    }
    if (!form.group(1).equals(LABEL)) {
      throw new ModelFormatException(HEADER, "signature " + form.group(1), LABEL);
    }
    components(form.group(2));
    return of(form.group(3));
  }

  private static void components(String list) {
    List<String> got = list.isEmpty() ? List.of() : Arrays.asList(list.split(" ", -1));
    for (int i = 0; i < Math.max(got.size(), COMPONENTS.size()); i++) {
      String allowed = i < COMPONENTS.size() ? "\"" + COMPONENTS.get(i) + "\"" : "no more";
      String given = i < got.size() ? got.get(i) : "nothing";
      if (!given.equals(allowed)) {
        throw new ModelFormatException(HEADER + " component " + (i + 1), given, allowed);
      }
    }
  }

  private static SignatureInput of(String parameters) {
    List<String> values = new ArrayList<>();
    Matcher each = PARAMETER.matcher(parameters);
    while (each.find()) {
      String allowed =
          values.size() < PARAMETERS.size() ? PARAMETERS.get(values.size()) : "no more";
      if (!each.group(1).equals(allowed)) {
        throw new ModelFormatException(HEADER, "parameter " + each.group(1), allowed);
      }
      values.add(each.group(2) == null ? "" : each.group(2).replace("\"", ""));
    }
    if (values.size() < PARAMETERS.size()) {
      throw new ModelFormatException(path(PARAMETERS.get(values.size())), "nothing", "a value");
    }
    if (!NUMBER.matcher(values.get(1)).matches()) {
      throw new ModelFormatException(path("nonce"), values.get(1), "a whole number from 1");
    }
    if (!values.get(2).equals(ALGORITHM)) {
      throw new ModelFormatException(path("alg"), values.get(2), ALGORITHM);
    }
    return new SignatureInput(values.get(0), Long.parseLong(values.get(1)));
  }

  private static String path(String parameter) {
    return HEADER + " " + parameter;
  }
}
