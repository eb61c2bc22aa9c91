package dev.firebucket.go.template.parse;

import dev.firebucket.go.text.Quote;
import org.jspecify.annotations.Nullable;

/// Something that a template does: writes text or a value, chooses, repeats, calls.
public sealed interface Statement extends Item {
  /// Text outside of `{{ }}`.
  record Text(int position, String text) implements Statement {
    @Override
    public String toString() {
      return text;
    }
  }

  /// `{{ pipeline }}`: writes its value, unless it declares a variable.
  record Action(int position, Node.Pipeline pipeline) implements Statement {
    @Override
    public String toString() {
      return "{{" + pipeline + "}}";
    }
  }

  /// `{{if pipeline}} … {{else}} … {{end}}`; `{{else if}}` is an `if` inside of `otherwise`.
  ///
  /// @param body what the statement holds
  /// @param otherwise the statements after `{{else}}`; empty without it
  record If(int position, Node.Pipeline pipeline, StatementList body, StatementList otherwise)
      implements Statement {
    @Override
    public String toString() {
      String tail = otherwise.statements().isEmpty() ? "" : "{{else}}" + otherwise;
      return "{{if " + pipeline + "}}" + body + tail + "{{end}}";
    }
  }

  /// `{{with pipeline}} … {{else}} … {{end}}`: its body sees the value as dot.
  ///
  /// @param body what the statement holds
  /// @param otherwise the statements after `{{else}}`; empty without it
  record With(int position, Node.Pipeline pipeline, StatementList body, StatementList otherwise)
      implements Statement {
    @Override
    public String toString() {
      String tail = otherwise.statements().isEmpty() ? "" : "{{else}}" + otherwise;
      return "{{with " + pipeline + "}}" + body + tail + "{{end}}";
    }
  }

  /// `{{range pipeline}} … {{else}} … {{end}}`: its body once per element.
  ///
  /// @param body what the statement holds
  /// @param otherwise the statements after `{{else}}`; empty without it
  record Range(int position, Node.Pipeline pipeline, StatementList body, StatementList otherwise)
      implements Statement {
    @Override
    public String toString() {
      String tail = otherwise.statements().isEmpty() ? "" : "{{else}}" + otherwise;
      return "{{range " + pipeline + "}}" + body + tail + "{{end}}";
    }
  }

  /// `{{template "name" pipeline}}`: runs a defined template with the value as its dot. A
  /// `{{block}}` is one together with its definition.
  ///
  /// @param pipeline null where the template gets no dot
  record Call(int position, String name, Node.@Nullable Pipeline pipeline) implements Statement {
    @Override
    public String toString() {
      return "{{template " + Quote.string(name) + (pipeline == null ? "" : " " + pipeline) + "}}";
    }
  }

  /// `{{break}}`: ends the innermost range.
  record Break(int position) implements Statement {
    @Override
    public String toString() {
      return "{{break}}";
    }
  }

  /// `{{continue}}`: on to the next element of the innermost range.
  record Continue(int position) implements Statement {
    @Override
    public String toString() {
      return "{{continue}}";
    }
  }
}
