package dev.firebucket.go.template.parse;

import dev.firebucket.go.text.Quote;
import dev.firebucket.go.text.Unquote;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads pipelines: declarations, commands, operands. Not for use by several threads.
final class PipelineParser {
  /// Parentheses within parentheses.
  private static final int MAX_DEPTH = 200;

  private final TokenStream tokens;
  private final Set<String> functions;
  private List<String> variables = new ArrayList<>(List.of("$"));
  private int depth;

  PipelineParser(TokenStream tokens, Set<String> functions) {
    this.tokens = tokens;
    this.functions = functions;
  }

  /// The variables known here, for the blocks that end their life.
  List<String> variables() {
    return variables;
  }

  /// Switches to other variables: a definition does not see those around it.
  void useVariables(List<String> others) {
    variables = others;
  }

  /// Reads up to `end`, which is passed.
  ///
  /// @param context what the pipeline belongs to, for errors: `if`, `range`, `command`
  Node.Pipeline pipeline(String context, TokenType end) throws TemplateSyntaxException {
    int position = tokens.peekNonSpace().position();
    List<Operand.Variable> declared = new ArrayList<>();
    boolean assigns = declarations(context, declared);
    List<Node.Command> commands = new ArrayList<>();
    while (true) {
      int mark = tokens.mark();
      Token token = tokens.nextNonSpace();
      if (token.type() == end) {
        break;
      }
      if (!beginsOperand(token.type())) {
        throw tokens.unexpected(token, context);
      }
      tokens.backTo(mark);
      commands.add(command());
    }
    check(commands, context);
    return new Node.Pipeline(position, declared, assigns, commands);
  }

  /// Reads `$x :=`, `$x =` or `$i, $x :=`; whether they assign. Where a variable is but an operand,
  /// nothing is read.
  private boolean declarations(String context, List<Operand.Variable> declared)
      throws TemplateSyntaxException {
    while (tokens.peekNonSpace().type() == TokenType.VARIABLE) {
      int mark = tokens.mark();
      Token variable = tokens.next();
      Token sign = tokens.nextNonSpace();
      boolean comma = sign.type() == TokenType.CHARACTER && sign.text().equals(",");
      if (!comma && sign.type() != TokenType.ASSIGN && sign.type() != TokenType.DECLARE) {
        tokens.backTo(mark);
        return false;
      }
      declared.add(new Operand.Variable(variable.position(), List.of(variable.text())));
      variables.add(variable.text());
      if (!comma) {
        return sign.type() == TokenType.ASSIGN;
      }
      if (!context.equals("range") || declared.size() > 1) {
        throw tokens.error("too many declarations in " + context);
      }
      switch (tokens.peekNonSpace().type()) {
        case VARIABLE, RIGHT_DELIMITER, RIGHT_PARENTHESIS -> {}
        default -> throw tokens.error("range can only initialize variables");
      }
    }
    return false;
  }

  private static boolean beginsOperand(TokenType type) {
    return switch (type) {
      case BOOLEAN,
          CHARACTER_CONSTANT,
          DOT,
          FIELD,
          IDENTIFIER,
          NUMBER,
          NIL,
          RAW_STRING,
          STRING,
          VARIABLE,
          LEFT_PARENTHESIS ->
          true;
      default -> false;
    };
  }

  private void check(List<Node.Command> commands, String context) throws TemplateSyntaxException {
    if (commands.isEmpty()) {
      throw tokens.error("missing value for " + context);
    }
    for (int i = 1; i < commands.size(); i++) {
      boolean executable =
          switch (commands.get(i).operands().getFirst()) {
            case Operand.BooleanLiteral bool -> false;
            case Operand.Dot dot -> false;
            case Operand.Nil nil -> false;
            case Operand.NumberLiteral number -> false;
            case Operand.StringLiteral string -> false;
            case Operand.Chain chain -> true;
            case Operand.Field field -> true;
            case Operand.Function function -> true;
            case Operand.Nested pipeline -> true;
            case Operand.Variable variable -> true;
          };
      if (!executable) {
        throw tokens.error("non executable command in pipeline stage " + (i + 1));
      }
    }
  }

  /// Operands with spaces between, up to a pipe, which is passed, or an end, which is not.
  private Node.Command command() throws TemplateSyntaxException {
    int position = tokens.peekNonSpace().position();
    List<Operand> operands = new ArrayList<>();
    while (true) {
      tokens.peekNonSpace();
      Operand operand = operand();
      if (operand != null) {
        operands.add(operand);
      }
      int mark = tokens.mark();
      Token token = tokens.next();
      if (token.type() == TokenType.SPACE) {
        continue;
      }
      if (token.type() == TokenType.RIGHT_DELIMITER
          || token.type() == TokenType.RIGHT_PARENTHESIS) {
        tokens.backTo(mark);
      } else if (token.type() != TokenType.PIPE) {
        throw tokens.unexpected(token, "operand");
      }
      break;
    }
    if (operands.isEmpty()) {
      throw tokens.error("empty command");
    }
    return new Node.Command(position, operands);
  }

  /// A term and the fields of it; null where none stands there.
  private @Nullable Operand operand() throws TemplateSyntaxException {
    Operand term = term();
    if (term == null || tokens.peek().type() != TokenType.FIELD) {
      return term;
    }
    int position = tokens.peek().position();
    List<String> names = new ArrayList<>();
    while (tokens.peek().type() == TokenType.FIELD) {
      names.add(tokens.next().text().substring(1));
    }
    return switch (term) {
      case Operand.Field field -> new Operand.Field(position, joined(field.names(), names));
      case Operand.Variable variable ->
          new Operand.Variable(position, joined(variable.names(), names));
      case Operand.BooleanLiteral bool -> throw unexpectedField(term);
      case Operand.StringLiteral string -> throw unexpectedField(term);
      case Operand.NumberLiteral number -> throw unexpectedField(term);
      case Operand.Nil nil -> throw unexpectedField(term);
      case Operand.Dot dot -> throw unexpectedField(term);
      case Operand.Chain chain -> new Operand.Chain(position, term, names);
      case Operand.Function function -> new Operand.Chain(position, term, names);
      case Operand.Nested pipeline -> new Operand.Chain(position, term, names);
    };
  }

  private TemplateSyntaxException unexpectedField(Operand term) {
    String quoted = Quote.string(term.toString());
    return tokens.error("unexpected . after term " + quoted);
  }

  private static List<String> joined(List<String> first, List<String> second) {
    List<String> all = new ArrayList<>(first);
    all.addAll(second);
    return all;
  }

  private @Nullable Operand term() throws TemplateSyntaxException {
    tokens.peekNonSpace();
    int mark = tokens.mark();
    Token token = tokens.next();
    int position = token.position();
    try {
      return switch (token.type()) {
        case IDENTIFIER -> function(token);
        case DOT -> new Operand.Dot(position);
        case NIL -> new Operand.Nil(position);
        case VARIABLE -> variable(token);
        case FIELD -> new Operand.Field(position, List.of(token.text().substring(1)));
        case BOOLEAN -> new Operand.BooleanLiteral(position, token.text().equals("true"));
        case CHARACTER_CONSTANT, NUMBER -> NumberLiterals.read(position, token.text());
        case LEFT_PARENTHESIS -> parenthesized();
        case STRING, RAW_STRING ->
            new Operand.StringLiteral(position, token.text(), Unquote.string(token.text()));
        default -> {
          tokens.backTo(mark);
          yield null;
        }
      };
    } catch (IllegalArgumentException e) {
      throw tokens.error(String.valueOf(e.getMessage()));
    }
  }

  private Operand function(Token token) throws TemplateSyntaxException {
    if (!functions.contains(token.text())) {
      throw tokens.error("function \"" + token.text() + "\" not defined");
    }
    return new Operand.Function(token.position(), token.text());
  }

  private Operand variable(Token token) throws TemplateSyntaxException {
    if (!variables.contains(token.text())) {
      throw tokens.error("undefined variable \"" + token.text() + "\"");
    }
    return new Operand.Variable(token.position(), List.of(token.text()));
  }

  private Operand parenthesized() throws TemplateSyntaxException {
    if (depth >= MAX_DEPTH) {
      throw tokens.error("max expression depth exceeded");
    }
    depth++;
    Node.Pipeline inner = pipeline("parenthesized pipeline", TokenType.RIGHT_PARENTHESIS);
    depth--;
    return new Operand.Nested(inner);
  }
}
