'use strict';
// The query box: asks the HTTP API and shows the answer as a plot, as a table, or as plan and SQL.

const Query = (() => {
  const EXAMPLES = [
    'up',
    'sum by (path) (rate(demo_http_requests_total[1m]))',
    'histogram_quantile(0.9, sum by (le) (rate(demo_http_request_duration_seconds_bucket[5m])))',
    'demo_room_temperature_celsius',
    'ALERTS',
  ];
  const MOST_ROWS = 2000, POINTS = 250;
  const byId = id => document.getElementById(id);
  let view = 'plot', asked = 0, timer = null;

  function nameOf(metric) {
    const labels = Object.keys(metric).filter(key => key !== '__name__').sort().map(key => `${key}=${JSON.stringify(metric[key])}`);
    return (metric.__name__ || '') + (labels.length || !metric.__name__ ? `{${labels.join(', ')}}` : '');
  }

  // By its whole address: a relative one would take over a user and password from the page's own, and no script may ask that.
  async function answerOf(path, options) {
    const answer = await fetch(location.origin + location.pathname.replace(/[^/]*$/, '') + `api/v1/${path}`, options);
    const text = await answer.text();
    if (!text.startsWith('{')) throw new Error(`HTTP ${answer.status}: ${text}`);
    return [answer, JSON.parse(text)];
  }

  async function ask(path, parameters) {
    const [answer, body] = await answerOf(path, {method: 'POST', body: new URLSearchParams(parameters)});
    if (body.status !== 'success') throw new Error(body.error || `HTTP ${answer.status}`);
    return body;
  }

  function made(tag, className, text) {
    const element = document.createElement(tag);
    if (className) element.className = className;
    if (text !== undefined) element.textContent = text;
    return element;
  }

  function table(data) {
    if (data.resultType === 'scalar' || data.resultType === 'string') return made('pre', '', data.result[1]);
    if (data.result.length === 0) return made('p', 'empty', 'No series.');
    const rows = made('table'), head = made('tr');
    head.append(made('th', '', 'Series'), made('th', '', 'Value'));
    rows.append(head);
    for (const one of data.result.slice(0, MOST_ROWS)) {
      const row = made('tr'), name = made('td'), samples = one.value ? [one.value] : one.values || [];
      name.append(made('code', '', nameOf(one.metric)));
      const histogram = one.histogram || (one.histograms && one.histograms.at(-1));
      const text = samples.length ? samples.map(([time, value]) => one.value ? value : `${value} @${new Date(time * 1000).toLocaleTimeString([], {hour12: false})}`).join('\n')
        : `histogram: count ${histogram[1].count}, sum ${histogram[1].sum}`;
      row.append(name, made('td', 'value mono', text));
      rows.append(row);
    }
    const box = made('div');
    box.append(rows);
    if (data.result.length > MOST_ROWS) box.append(made('p', 'faint', `${data.result.length - MOST_ROWS} more rows are not shown.`));
    return box;
  }

  // Values are texts, or lists of texts: each scan is a statement of its own.
  function plan(data) {
    const box = made('div');
    const titles = {expression: 'Expression', plan: 'Plan', sql: 'SQL of the query', scans: 'SQL that gives its samples: paste it into DuckDB', reads: 'What it reads where nothing is cached'};
    for (const [key, value] of Object.entries(data)) {
      const texts = key === 'reads' ? [`${value.objects} objects: ${value.bytes} bytes in ${value.requests} requests`] : Array.isArray(value) ? value : [value];
      if (texts.length) box.append(made('h2', '', titles[key] || key), ...texts.map(text => made('pre', '', text)));
    }
    return box;
  }

  function times() {
    const range = Number(byId('range').value), chosen = byId('end').value;
    const step = Math.max(1, Math.ceil(range / POINTS));
    const end = Math.floor((chosen ? new Date(chosen).getTime() : Date.now()) / 1000 / step) * step;
    return {start: end - range, end, step};
  }

  async function fetched(expression) {
    const range = times();
    if (view === 'plot') {
      const body = await ask('query_range', {query: expression, ...range});
      const box = made('div');
      if (body.data.result.length === 0) box.append(made('p', 'empty', 'No series in this range.'));
      else Plot.draw(box, body.data.result, range, nameOf);
      return [body, box, `${body.data.result.length} series, step ${range.step} s`];
    }
    if (view === 'explain') {
      const body = await ask('explain', {query: expression});
      return [body, plan(body.data), ''];
    }
    const body = await ask('query', {query: expression, time: byId('end').value ? range.end : Date.now() / 1000});
    return [body, table(body.data), Array.isArray(body.data.result) && body.data.resultType !== 'scalar' ? `${body.data.result.length} series` : ''];
  }

  async function run() {
    const expression = byId('expression').value.trim(), mine = ++asked, started = performance.now();
    if (!expression) return;
    history.replaceState(null, '', `?${new URLSearchParams({q: expression, view, range: byId('range').value})}${location.hash || '#query'}`);
    byId('query-note').textContent = 'asking…';
    try {
      const [body, box, note] = await fetched(expression);
      if (mine !== asked) return;
      const said = [...(body.warnings || []), ...(body.infos || [])].map(text => made('p', 'warning', text));
      byId('answer').replaceChildren(...said, box);
      byId('query-note').textContent = [note, `${Math.round(performance.now() - started)} ms`].filter(Boolean).join(' · ');
    } catch (error) {
      if (mine !== asked) return;
      byId('answer').replaceChildren(made('p', 'error', error.message));
      byId('query-note').textContent = '';
    }
  }

  function show(next) {
    view = next;
    for (const tab of document.querySelectorAll('[data-view]')) tab.setAttribute('aria-selected', tab.dataset.view === view);
    run();
  }

  function begin() {
    const parameters = new URLSearchParams(location.search);
    byId('expression').value = parameters.get('q') || 'sum by (path) (rate(demo_http_requests_total[1m]))';
    if (parameters.get('range')) byId('range').value = parameters.get('range');
    for (const example of EXAMPLES) {
      const button = made('button', '', example);
      button.type = 'button';
      button.addEventListener('click', () => { byId('expression').value = example; run(); });
      byId('examples').append(button);
    }
    for (const tab of document.querySelectorAll('[data-view]')) tab.addEventListener('click', () => show(tab.dataset.view));
    byId('query-form').addEventListener('submit', event => { event.preventDefault(); run(); });
    byId('expression').addEventListener('keydown', event => {
      if (event.key === 'Enter' && !event.shiftKey) { event.preventDefault(); run(); }
    });
    byId('range').addEventListener('change', run);
    byId('end').addEventListener('change', run);
    byId('refresh').addEventListener('change', event => {
      clearInterval(timer);
      if (event.target.checked) timer = setInterval(run, 5000);
    });
    show(['plot', 'table', 'explain'].includes(parameters.get('view')) ? parameters.get('view') : 'plot');
  }

  return {answerOf, begin, made};
})();
