package dev.firebucket.alerting.template;

import java.util.List;

/// Templates that people write, and templates that go wrong: what both sides expand.
final class TemplateSamples {
  private TemplateSamples() {}

  /// Expanded with `$value` of each of [#VALUES].
  static final List<String> OF_NUMBERS =
      List.of(
          "{{ $value }}",
          "{{ .Value }}",
          "{{ $value | humanize }}",
          "{{ $value | humanize1024 }}",
          "{{ $value | humanizeDuration }}",
          "{{ $value | humanizePercentage }}",
          "{{ $value | humanizeTimestamp }}",
          "{{ toTime $value }}",
          "{{ $value | toTime | printf \"%s\" }}",
          "{{ toDuration $value }}",
          "{{ printf \"%.2f|%g|%e|%f|%5.1f|%-8.3g|%+.1e|%08.2f\" $value $value $value $value"
              + " $value $value $value $value }}",
          "{{ printf \"%v|%s|%d|%q|%t|%x|%T|%E|%G|%F\" $value $value $value $value $value $value"
              + " $value $value $value $value }}",
          "{{ if gt $value 10.0 }}high{{ else if lt $value 0.0 }}negative{{ else }}ok{{ end }}",
          "{{ eq $value 0.1 }} {{ ne $value 0.1 }} {{ le $value 1e3 }} {{ ge $value -1.5 }}",
          "{{ print $value \"%\" $value $value }}",
          "{{ println $value $value }}",
          "{{ with $value }}{{ . }}{{ else }}none{{ end }}",
          "{{ not $value }} {{ and $value 5 }} {{ or $value \"zero\" }}");

  /// PromQL numbers.
  static final List<String> VALUES =
      List.of(
          "0", "1", "-1.5", "0.1", "12345.678", "1234567", "1e21", "1e20", "-0.00001234", "NaN",
          "Inf", "-Inf", "1024", "1048576", "1700000000.123", "86400", "3661.5", "0.000000001",
          "123456789012345678", "9.999e22", "2.5", "0.5", "99.995", "1e-320");

  /// Expanded once, with the labels of [TemplatesBesidePrometheusTest].
  static final List<String> OF_LABELS =
      List.of(
          "{{ $labels.job }} on {{ $labels.instance }}{{ $labels.missing }}!",
          "{{ .Labels.job }}{{ .ExternalLabels.region }}{{ $externalLabels.region }}",
          "{{ $externalURL }} {{ externalURL }} {{ pathPrefix }} {{ .ExternalURL }}",
          "{{ $labels }}",
          "{{ range $k, $v := $labels }}{{ $k }}={{ $v }};{{ end }}",
          "{{ range $labels }}{{ . }},{{ end }}",
          "{{ range $i, $c := $labels.missing }}x{{ else }}empty{{ end }}",
          "{{- /* a comment */ -}}  trimmed  {{- \" \" -}}  here {{/* and */}} there",
          "{{ $labels.job | title }} {{ $labels.job | toUpper }} {{ \"ÄBC\" | toLower }}",
          "{{ title \"it's a foo_bar foo-bar foo.bar foo:bar x/y 3abc abc3def ünïcode ǆ\" }}",
          "{{ title \"a..b c' 'd e_ _f 1.5x a1.b\" }}",
          "{{ stripPort $labels.instance }} {{ stripPort \"[::1]:80\" }} {{ stripPort \"a:b:c\" }}"
              + " {{ stripPort \"\" }} {{ stripPort \":80\" }} {{ stripPort \"h:\" }}",
          "{{ stripDomain $labels.instance }} {{ stripDomain \"10.1.2.3:80\" }}"
              + " {{ stripDomain \"[2001:db8::1]:9100\" }} {{ stripDomain \"a.b\" }}"
              + " {{ stripDomain \"1.2.3:8\" }} {{ stripDomain \"::1\" }}"
              + " {{ stripDomain \"01.2.3.4\" }}",
          "{{ match \"^a.*c$\" \"abc\" }} {{ match \"b\" \"abc\" }} {{ match \"x\" \"abc\" }}",
          "{{ match \"[\" \"abc\" }}",
          "{{ reReplaceAll \"(.*):(\\\\d+)\" \"${2}_$1\" $labels.instance }}",
          "{{ reReplaceAll \"b*\" \"-\" \"abc\" }} {{ reReplaceAll \"(?P<x>b)\" \"<$x>$y$1x\" \"abc\" }}"
              + " {{ reReplaceAll \"a\" \"$$\" \"banana\" }} {{ reReplaceAll \"a\" \"$\" \"banana\" }}",
          "{{ reReplaceAll \"(\" \"x\" \"abc\" }}",
          "{{ graphLink \"up == 0\" }} {{ tableLink `rate(x{a=\"b c\"}[5m]) * 2 ~` }}",
          "{{ urlQueryEscape \"a b&c=d/é*~\" }} {{ urlquery \"a b\" 1 }}",
          "{{ html \"<a href='x'>&\\\"\" }} {{ js \"<it's> \\\"=\\\" \\n é\" }} {{ safeHtml \"<b>\" }}",
          "{{ len $labels }} {{ len $labels.job }} {{ len \"é\" }} {{ index $labels \"job\" }}"
              + " {{ index $labels \"nope\" }}| {{ index \"abc\" 1 }} {{ slice \"abcdef\" 1 3 }}",
          "{{ len 3 }}",
          "{{ index \"abc\" 7 }}",
          "{{ index $labels 1 }}",
          "{{ slice \"abc\" 2 1 }}",
          "{{ parseDuration \"1h30m\" }} {{ parseDuration \"-5m\" }} {{ parseDuration \"1d\" | humanizeDuration }}",
          "{{ parseDuration \"1x\" }}",
          "{{ $x := 1 }}{{ if true }}{{ $x = 2 }}{{ $y := 3 }}{{ $x }}{{ $y }}{{ end }}{{ $x }}",
          "{{ define \"T\" }}[{{ . }}|{{ $ }}]{{ end }}{{ template \"T\" $labels.job }}{{ template \"T\" }}",
          "{{ block \"B\" 5 }}<{{ . }}>{{ end }}",
          "{{ template \"missing\" . }}",
          "{{ define \"M\" }}{{ .arg0 }}-{{ .arg1.job }}-{{ .arg2 }}{{ end }}{{ template \"M\" (args 1 $labels) }}",
          "{{ args 1 \"x\" true nil }}",
          "{{ range $i := args \"x\" \"y\" }}{{ $i }}{{ break }}{{ end }}",
          "{{ range 3 }}{{ . }}{{ end }}{{ range $i := 2 }}{{ if $i }}{{ continue }}{{ end }}{{ $i }}{{ end }}",
          "{{ if and true (eq 1 1) (or false \"x\") }}yes{{ end }}",
          "{{ eq 1 1.0 }}",
          "{{ eq \"a\" \"b\" \"a\" }} {{ lt 1 2 }} {{ gt \"b\" \"a\" }} {{ ne 'a' 98 }}",
          "{{ lt true false }}",
          "{{ eq $labels $labels }}",
          "{{ eq nil nil }} {{ eq $labels.job nil }}",
          "{{ 1_000 }} {{ 0x1F }} {{ 0b101 }} {{ 0o17 }} {{ 1e3 }} {{ 1.50 }} {{ .5 }} {{ 'a' }} {{ -3 }} {{ +4 }}",
          "{{ \"\\t\\u00e9\\x41\\\"\" }}{{ `raw\\n` }}",
          "{{ printf \"%d %5d|%-5d|%05d %x %X %#x %o %b %c %U %q %+d % d\" 42 42 42 42 255 255 255 8 5"
              + " 65 65 65 42 42 }}",
          "{{ printf \"%s %q %10s|%-10s|%.2s %x % x %#q %v %+q\" \"hé\" \"a\\\"b\\n\" \"ab\" \"ab\" \"abc\""
              + " \"hi\" \"hi\" \"x\" \"v\" \"é\" }}",
          "{{ printf \"%t %v %d %s\" true false true nil }}",
          "{{ printf \"%d %s\" \"text\" 5 }} {{ printf \"%z\" 1 }} {{ printf \"%\" }} {{ printf \"%d\" }}"
              + " {{ printf \"x\" 1 \"y\" }} {{ printf \"%d%%\" 5 }} {{ printf \"%!\" 1 }}",
          "{{ printf \"%[2]d %[1]d\" 1 2 }} {{ printf \"%[3]d\" 1 }} {{ printf \"%*d|%-*d|%.*f\" 5 1 5 2 2 3.14159 }}",
          "{{ printf \"%v %+v %s\" $labels $labels $labels }}",
          "{{ print 1 2 \"a\" \"b\" 3 4.5 true nil }}",
          "{{ query \"vector(7)\" | first | value }}",
          "{{ with query \"vector(7)\" }}{{ . | first | value | humanize }}{{ end }}",
          "{{ range query \"vector(7)\" }}{{ .Labels }}{{ .Value }}{{ end }}",
          "{{ query \"vector(7) > 8\" | first | value }}",
          "{{ with query \"vector(7) > 8\" }}some{{ else }}none{{ end }}",
          "{{ (query \"vector(7)\" | first).Value }} {{ (index (query \"vector(7)\") 0).Value }}",
          "{{ range sortByLabel \"l\" (query `label_replace(vector(1), \"l\", \"b\", \"\", \"\") or"
              + " label_replace(vector(2), \"l\", \"a\", \"\", \"\")`) }}{{ label \"l\" . }}={{ value . }} {{ strvalue . }};{{ end }}",
          "{{ first nil }}",
          "{{ label \"x\" nil }}",
          "{{ query 5 }}",
          "{{ .Foo }}",
          "{{ $labels.job.foo }}",
          "{{ $labels.job \"x\" }}",
          "{{ humanize $labels.job }}",
          "{{ humanize \"12345\" }} {{ humanize 5 }} {{ humanizeDuration \"90\" }} {{ humanize \"inf\" }}",
          "{{ humanize nil }}",
          "{{ humanize }}",
          "{{ humanize 1 2 }}",
          "{{ toUpper 5 }}",
          "{{ toUpper $value }}",
          "{{ 5 | toUpper }}",
          "{{ nil }}",
          "{{ (toTime 1700000000).Format \"2006-01-02T15:04:05Z07:00 Mon Jan _2 3:04PM .000 MST -0700 Monday January\" }}",
          "{{ (toTime 1700000000.5).Year }} {{ (toTime 0).Month }} {{ (toTime 0).Weekday }} {{ (toTime 0).Unix }}"
              + " {{ (toTime 86399).Hour }} {{ (toTime 86400).YearDay }}",
          "{{ (toDuration 5400).Hours }} {{ (toDuration 0.25).String }} {{ (toDuration 0.25).Milliseconds }}",
          "{{ (toTime 0).Nope }}",
          "{{ toTime 1e300 }}",
          "{{ humanizeTimestamp 1e300 }}",
          "{{ range 5.5 }}x{{ end }}",
          "{{ range $labels.job }}x{{ end }}",
          "line one\nline two {{ .Nope }}",
          "é {{ .Nope }}",
          "{{ if $labels.job }}{{ with .Nope }}{{ end }}{{ end }}",
          "{{ define \"X\" }}{{ .Nope }}{{ end }}{{ template \"X\" $labels.job }}",
          "{{ define \"X\" }}{{ .Nope.Deep }}{{ end }}{{ template \"X\" . }}",
          "{{ call 1 }}",
          "{{ $value | printf \"%.1f\" | printf \"%s%s\" \"v=\" }}",
          "{{ \"a\" | eq \"a\" }} {{ true | and false }} {{ or 0 \"\" nil }} {{ not nil }}",
          "{{ printf \"%6.2f%%|%3c|%-4q|%#08x|%+05d\" 12.345 'x' 'y' 10 7 }}",
          "{{ printf \"%T %T %T %T %T\" 1 1.0 \"s\" true $labels }}",
          "{{with $labels.job}}{{.}}{{else with $labels.instance}}{{.}}{{end}}",
          "{{with \"\"}}{{.}}{{else with $labels.instance}}i:{{.}}{{end}}");

  /// Templates that do not parse.
  static final List<String> BROKEN =
      List.of(
          "{{ $labels.job",
          "{{ $nope }}",
          "{{ nope 1 }}",
          "{{ if true }}",
          "{{ end }}",
          "{{ else }}",
          "{{ if }}x{{ end }}",
          "{{ }}",
          "{{ 1 | 2 }}",
          "{{ (1 }}",
          "{{ 1) }}",
          "{{ \"open }}",
          "{{ `open }}",
          "{{ 'a }}",
          "{{ 'ab' }}",
          "{{ \"\\z\" }}",
          "{{ 1.5.5 }}",
          "{{ 0x }}",
          "{{ 99999999999999999999 }}",
          "{{ a.b }}",
          "{{ \"s\".x }}",
          "{{ $x := }}",
          "{{ $x, $y := 1 }}",
          "{{ range $a, $b, $c := $labels }}{{ end }}",
          "{{ break }}",
          "{{ range 3 }}{{ break x }}{{ end }}",
          "{{/* open }}",
          "{{/* c */ x }}",
          "{{ template }}",
          "{{ template 5 }}",
          "{{ define \"x\" }}",
          "{{ define x }}{{ end }}",
          "{{ if true }}{{ else }}{{ else }}{{ end }}",
          "{{ define \"x\" }}a{{ end }}{{ define \"x\" }}b{{ end }}",
          "{{ @ }}",
          "{{ $labels.job! }}",
          "{{ . . ; }}",
          "{{ \u0001 }}",
          "{{ true.x }}",
          "{{ printf \"%d\" 1 | }}",
          "line\n{{ if true }}\n{{ $nope }}\n{{ end }}",
          "{{ printf\n  \"x\"\n  @@ }}",
          "{{ printf \"averyveryverylongstring\" \"x\"\"y\" }}",
          "{{ range $i := 3 }}{{ end }}{{ $i }}",
          "{{ x := 5 }}",
          "{{ $x = 5 }}{{ $labels : 5 }}",
          "{{ $value | humanize1000 }}",
          "{{ block \"x\" }}{{ end }}",
          "{{ .a.b.5 }}",
          "{{ with $x := 5 }}{{ $x }}{{ end }}{{ $x }}");
}
