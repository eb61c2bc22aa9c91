'use strict';
// Targets, rules, alerts, and where things are.

const Status = (() => {
  const byId = id => document.getElementById(id);
  const made = Query.made;

  async function data(path) {
    const [answer, body] = await Query.answerOf(path);
    if (body.status !== 'success') throw new Error(body.error || `HTTP ${answer.status}`);
    return body.data;
  }

  function ago(time) {
    const seconds = (Date.now() - new Date(time).getTime()) / 1000;
    if (!(seconds < 1e9)) return 'never';
    if (seconds < 120) return `${Math.max(0, seconds).toFixed(0)} s ago`;
    return seconds < 7200 ? `${Math.round(seconds / 60)} m ago` : `${Math.round(seconds / 3600)} h ago`;
  }

  function labels(set) {
    const cell = made('td');
    for (const key of Object.keys(set).sort()) cell.append(made('span', 'label', `${key}="${set[key]}"`));
    return cell;
  }

  function table(heads, rows) {
    const all = made('table'), head = made('tr');
    head.append(...heads.map(text => made('th', '', text)));
    all.append(head, ...rows);
    const card = made('div', 'card');
    card.append(all);
    return card;
  }

  function row(...cells) {
    const line = made('tr');
    line.append(...cells.map(cell => cell instanceof Node ? cell : made('td', '', cell)));
    return line;
  }

  function state(word) {
    const cell = made('td');
    cell.append(made('span', `state ${word}`, word));
    return cell;
  }

  function count(id, number, bad) {
    byId(id).textContent = number;
    byId(id).classList.toggle('bad', bad);
  }

  function targetRow(target) {
    const url = made('td'), link = made('a', '', target.scrapeUrl);
    // A target's address is what a label says; javascript: would run here.
    if (/^https?:\/\//.test(target.scrapeUrl)) link.href = target.scrapeUrl;
    url.append(link);
    if (target.lastError) url.append(made('div', 'error', target.lastError));
    return row(state(target.health), url, labels(target.labels), ago(target.lastScrape), `${(target.lastScrapeDuration * 1000).toFixed(1)} ms`, target.scrapeInterval);
  }

  async function targets() {
    const {activeTargets} = await data('targets?state=active');
    const pools = Map.groupBy ? Map.groupBy(activeTargets, target => target.scrapePool) : activeTargets.reduce((all, target) => all.set(target.scrapePool, [...(all.get(target.scrapePool) || []), target]), new Map());
    const up = activeTargets.filter(target => target.health === 'up').length;
    count('targets-count', `${up}/${activeTargets.length}`, activeTargets.some(target => target.health === 'down'));
    const parts = [];
    for (const [pool, members] of pools) {
      const title = made('h2', '', `${pool} `);
      title.append(made('small', '', `${members.filter(target => target.health === 'up').length} of ${members.length} up`));
      parts.push(title, table(['State', 'Endpoint', 'Labels', 'Last scrape', 'Took', 'Every'], members.map(targetRow)));
    }
    byId('targets-list').replaceChildren(...(parts.length ? parts : [made('p', 'empty', 'The configuration names no targets.')]));
  }

  function alertRow(alert) {
    const notes = made('td');
    for (const [key, text] of Object.entries(alert.annotations)) notes.append(made('div', '', `${key}: ${text}`));
    return row(state(alert.state), alert.labels.alertname || '', labels(alert.labels), notes, ago(alert.activeAt), alert.value);
  }

  function ruleRow(rule) {
    const what = made('td'), query = made('td');
    what.append(made('div', '', rule.name), made('span', 'faint', rule.type + (rule.duration ? `, for ${rule.duration} s` : '')));
    query.append(made('code', '', rule.query));
    if (rule.lastError) query.append(made('div', 'error', rule.lastError));
    return row(state(rule.health), what, query, ago(rule.lastEvaluation), `${(rule.evaluationTime * 1000).toFixed(1)} ms`);
  }

  async function alerts() {
    const [{alerts: active}, {groups}] = await Promise.all([data('alerts'), data('rules')]);
    const firing = active.filter(alert => alert.state === 'firing').length;
    count('alerts-count', firing ? `${firing} firing` : '', firing > 0);
    byId('alerts-list').replaceChildren(active.length ? table(['State', 'Alert', 'Labels', 'Annotations', 'Since', 'Value'], active.map(alertRow)) : made('p', 'empty', 'Nothing fires.'));
    const parts = [];
    for (const group of groups) {
      const title = made('h2', '', `${group.name} `);
      title.append(made('small', '', `${group.file}, every ${group.interval} s`));
      parts.push(title, table(['Health', 'Rule', 'Query', 'Evaluated', 'Took'], group.rules.map(ruleRow)));
    }
    byId('rules-list').replaceChildren(...(parts.length ? parts : [made('p', 'empty', 'No rule files.')]));
  }

  const PLACES = [
    ['/metrics', 'what Firebucket says of itself'],
    ['/push/metrics', 'the groups that jobs have pushed; a client\'s address is this origin followed by /push'],
    ['/api/v1/status/config', 'the configuration that runs'],
    ['/api/v1/status/flags', 'the flags of the command line'],
    ['/api/v1/status/tsdb', 'what the store holds most of'],
    ['/api/v1/label/__name__/values', 'the names of all metrics'],
    ['/-/healthy', 'for load balancers'],
  ];

  async function places() {
    const [runtime, build, flags] = await Promise.all([data('status/runtimeinfo'), data('status/buildinfo'), data('status/flags')]);
    const facts = [
      ['Samples', `${flags.storage} (Parquet; ./firebucket sql counts each sample once)`],
      ['Configuration', `${flags['config.file']}, loaded ${ago(runtime.lastConfigTime)}${runtime.reloadConfigSuccess ? '' : '; the last reload was refused, see the log'}`],
      ['Grafana', `data source of type Prometheus at ${location.origin}`],
      ['Remote write', `${location.origin}/api/v1/write`],
      ['Running since', new Date(runtime.startTime).toLocaleString()],
      ['Speaks', `the API and PromQL of Prometheus ${build.version} (${build.revision}, ${build.goVersion})`],
    ].map(([name, text]) => row(made('th', '', name), text));
    const links = PLACES.map(([path, what]) => {
      const cell = made('td'), link = made('a', 'mono', path);
      link.href = path.slice(1);
      cell.append(link);
      return row(cell, what);
    });
    byId('places-list').replaceChildren(table([], facts), table([], links));
  }

  return {targets, alerts, places};
})();
