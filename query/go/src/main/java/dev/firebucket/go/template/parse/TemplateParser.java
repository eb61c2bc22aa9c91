package dev.firebucket.go.template.parse;

import dev.firebucket.go.text.Unquote;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Reads a template: text, actions, `if`, `with`, `range`, `define`, `template`, `block` (the
/// language of Go's `text/template`, https://pkg.go.dev/text/template).
///
/// One parser reads one text.
public final class TemplateParser {
  /// Blocks within blocks, so that no template can exhaust the stack.
  private static final int MAX_DEPTH = 200;

  private final TokenStream tokens;
  private final PipelineParser pipelines;
  private final Map<String, StatementList> definitions = new HashMap<>();
  private int depth;
  private int ranges;

  private TemplateParser(String name, String text, Set<String> functions) {
    this.tokens = new TokenStream(name, text);
    this.pipelines = new PipelineParser(tokens, functions);
  }

  /// Parses a text.
  ///
  /// @param name of the template, for errors: `__alert_TargetDown`
  /// @param functions the names that may be called
  public static ParsedTemplate parse(String name, String text, Set<String> functions)
      throws TemplateSyntaxException {
    TemplateParser parser = new TemplateParser(name, text, functions);
    parser.define(name, parser.main());
    return new ParsedTemplate(name, text, parser.definitions);
  }

  private StatementList main() throws TemplateSyntaxException {
    List<Statement> statements = new ArrayList<>();
    while (tokens.peek().type() != TokenType.END_OF_TEXT) {
      int mark = tokens.mark();
      if (tokens.next().type() == TokenType.LEFT_DELIMITER
          && tokens.nextNonSpace().type() == TokenType.DEFINE) {
        definition();
        continue;
      }
      tokens.backTo(mark);
      switch (textOrAction()) {
        case Item.EndOfList end -> throw tokens.error("unexpected " + end);
        case Statement statement -> statements.add(statement);
      }
    }
    return new StatementList(statements);
  }

  private void definition() throws TemplateSyntaxException {
    String defined = templateName("define clause");
    tokens.expect(TokenType.RIGHT_DELIMITER, "define clause");
    define(defined, ownScope("define clause"));
  }

  /// A list of statements that sees no variables but `$`, up to its `{{end}}`.
  private StatementList ownScope(String context) throws TemplateSyntaxException {
    List<String> around = pipelines.variables();
    int rangesAround = ranges;
    pipelines.useVariables(new ArrayList<>(List.of("$")));
    ranges = 0;
    List<Statement> body = new ArrayList<>();
    Item.EndOfList end = statements(body);
    if (end.otherwise()) {
      throw tokens.error("unexpected " + end + " in " + context);
    }
    pipelines.useVariables(around);
    ranges = rangesAround;
    return new StatementList(body);
  }

  private void define(String defined, StatementList body) throws TemplateSyntaxException {
    StatementList before = definitions.get(defined);
    if (before == null || before.isBlank()) {
      definitions.put(defined, body);
    } else if (!body.isBlank()) {
      throw tokens.error("template: multiple definition of template \"" + defined + "\"");
    }
  }

  /// Adds statements to `into` up to the `{{else}}` or `{{end}}` that closes them.
  private Item.EndOfList statements(List<Statement> into) throws TemplateSyntaxException {
    if (++depth > MAX_DEPTH) {
      throw tokens.error("more than " + MAX_DEPTH + " blocks within each other");
    }
    while (tokens.peekNonSpace().type() != TokenType.END_OF_TEXT) {
      switch (textOrAction()) {
        case Item.EndOfList end -> {
          depth--;
          return end;
        }
        case Statement statement -> into.add(statement);
      }
    }
    throw tokens.error("unexpected EOF");
  }

  private Item textOrAction() throws TemplateSyntaxException {
    Token token = tokens.nextNonSpace();
    if (token.type() == TokenType.TEXT) {
      return new Statement.Text(token.position(), token.text());
    }
    if (token.type() != TokenType.LEFT_DELIMITER) {
      throw tokens.unexpected(token, "input");
    }
    tokens.actionBeginsAt(token.line());
    Item item = action();
    tokens.actionBeginsAt(0);
    return item;
  }

  private Item action() throws TemplateSyntaxException {
    tokens.peekNonSpace();
    int mark = tokens.mark();
    Token token = tokens.next();
    return switch (token.type()) {
      case BLOCK -> block();
      case BREAK -> {
        leaving("{{break}}");
        yield new Statement.Break(token.position());
      }
      case CONTINUE -> {
        leaving("{{continue}}");
        yield new Statement.Continue(token.position());
      }
      case ELSE -> otherwise();
      case END ->
          new Item.EndOfList(tokens.expect(TokenType.RIGHT_DELIMITER, "end").position(), false);
      case IF -> {
        Control control = control("if");
        yield new Statement.If(
            control.pipeline().position(), control.pipeline(), control.body(), control.otherwise());
      }
      case RANGE -> {
        Control control = control("range");
        yield new Statement.Range(
            control.pipeline().position(), control.pipeline(), control.body(), control.otherwise());
      }
      case WITH -> {
        Control control = control("with");
        yield new Statement.With(
            control.pipeline().position(), control.pipeline(), control.body(), control.otherwise());
      }
      case TEMPLATE -> template();
      default -> {
        tokens.backTo(mark);
        yield new Statement.Action(
            token.position(), pipelines.pipeline("command", TokenType.RIGHT_DELIMITER));
      }
    };
  }

  private void leaving(String action) throws TemplateSyntaxException {
    Token token = tokens.nextNonSpace();
    if (token.type() != TokenType.RIGHT_DELIMITER) {
      throw tokens.unexpected(token, action);
    }
    if (ranges == 0) {
      throw tokens.error(action + " outside {{range}}");
    }
  }

  /// The `if` or `with` of `{{else if}}` and `{{else with}}` stays unread.
  private Item.EndOfList otherwise() throws TemplateSyntaxException {
    Token token = tokens.peekNonSpace();
    if (token.type() == TokenType.IF || token.type() == TokenType.WITH) {
      return new Item.EndOfList(token.position(), true);
    }
    return new Item.EndOfList(tokens.expect(TokenType.RIGHT_DELIMITER, "else").position(), true);
  }

  /// The parts that `if`, `range` and `with` have in common.
  private record Control(Node.Pipeline pipeline, StatementList body, StatementList otherwise) {}

  private Control control(String context) throws TemplateSyntaxException {
    int known = pipelines.variables().size();
    Node.Pipeline pipeline = pipelines.pipeline(context, TokenType.RIGHT_DELIMITER);
    boolean range = context.equals("range");
    ranges += range ? 1 : 0;
    List<Statement> body = new ArrayList<>();
    Item.EndOfList end = statements(body);
    ranges -= range ? 1 : 0;
    StatementList otherwise = end.otherwise() ? elseBranch(context) : StatementList.EMPTY;
    pipelines.variables().subList(known, pipelines.variables().size()).clear();
    return new Control(pipeline, new StatementList(body), otherwise);
  }

  private StatementList elseBranch(String context) throws TemplateSyntaxException {
    TokenType follows = tokens.peek().type();
    boolean chained =
        (context.equals("if") && follows == TokenType.IF)
            || (context.equals("with") && follows == TokenType.WITH);
    if (chained) {
      if (++depth > MAX_DEPTH) {
        throw tokens.error("more than " + MAX_DEPTH + " blocks within each other");
      }
      Item nested = action();
      depth--;
      return new StatementList(List.of((Statement) nested));
    }
    List<Statement> body = new ArrayList<>();
    Item.EndOfList end = statements(body);
    if (end.otherwise()) {
      throw tokens.error("expected end; found " + end);
    }
    return new StatementList(body);
  }

  private Statement template() throws TemplateSyntaxException {
    int position = tokens.peekNonSpace().position();
    String called = templateName("template clause");
    int mark = tokens.mark();
    if (tokens.nextNonSpace().type() == TokenType.RIGHT_DELIMITER) {
      return new Statement.Call(position, called, null);
    }
    tokens.backTo(mark);
    Node.Pipeline pipeline = pipelines.pipeline("template clause", TokenType.RIGHT_DELIMITER);
    return new Statement.Call(position, called, pipeline);
  }

  private Statement block() throws TemplateSyntaxException {
    int position = tokens.peekNonSpace().position();
    String defined = templateName("block clause");
    Node.Pipeline pipeline = pipelines.pipeline("block clause", TokenType.RIGHT_DELIMITER);
    define(defined, ownScope("block clause"));
    return new Statement.Call(position, defined, pipeline);
  }

  private String templateName(String context) throws TemplateSyntaxException {
    Token token = tokens.nextNonSpace();
    if (token.type() != TokenType.STRING && token.type() != TokenType.RAW_STRING) {
      throw tokens.unexpected(token, context);
    }
    try {
      return Unquote.string(token.text());
    } catch (IllegalArgumentException e) {
      throw tokens.error(String.valueOf(e.getMessage()));
    }
  }
}
