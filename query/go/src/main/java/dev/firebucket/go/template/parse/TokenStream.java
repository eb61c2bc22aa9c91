package dev.firebucket.go.template.parse;

import java.util.List;

/// The tokens of a template with a place in them, and the errors that name it. Not for use by
/// several threads.
final class TokenStream {
  private final String name;
  private final List<Token> tokens;
  private int next;
  private int furthest;
  private int actionLine;

  TokenStream(String name, String text) {
    this.name = name;
    this.tokens = TemplateLexer.tokens(text);
  }

  Token next() {
    Token token = tokens.get(Math.min(next, tokens.size() - 1));
    furthest = Math.max(furthest, Math.min(next, tokens.size() - 1));
    next++;
    return token;
  }

  Token peek() {
    Token token = next();
    next--;
    return token;
  }

  Token nextNonSpace() {
    Token token = next();
    while (token.type() == TokenType.SPACE) {
      token = next();
    }
    return token;
  }

  /// Passes spaces and shows what follows.
  Token peekNonSpace() {
    Token token = nextNonSpace();
    next--;
    return token;
  }

  /// A place to come back to with [#backTo].
  int mark() {
    return next;
  }

  void backTo(int mark) {
    next = mark;
  }

  /// Remembers where the action at hand began, for errors many lines below; 0 for none.
  void actionBeginsAt(int line) {
    actionLine = line;
  }

  Token expect(TokenType type, String context) throws TemplateSyntaxException {
    Token token = nextNonSpace();
    if (token.type() != type) {
      throw unexpected(token, context);
    }
    return token;
  }

  TemplateSyntaxException unexpected(Token token, String context) {
    if (token.type() != TokenType.ERROR) {
      return error("unexpected " + token + " in " + context);
    }
    String started = "";
    if (actionLine != 0 && actionLine != token.line()) {
      String in = token.text().endsWith(" action") ? "" : " in action";
      started = in + " started at " + name + ":" + actionLine;
    }
    return error(token + started);
  }

  TemplateSyntaxException error(String message) {
    return new TemplateSyntaxException(
        "template: " + name + ":" + tokens.get(furthest).line() + ": " + message);
  }
}
