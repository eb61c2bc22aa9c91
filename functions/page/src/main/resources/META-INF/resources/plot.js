'use strict';
// A line plot of a range query's answer, as SVG: axes with round ticks, gaps where a series has no samples, a crosshair.

const Plot = (() => {
  const WIDTH = 1180, HEIGHT = 380, LEFT = 70, RIGHT = 12, TOP = 10, BOTTOM = 28;
  const MOST_SERIES = 100, TIP_SERIES = 12;
  const SVG = 'http://www.w3.org/2000/svg';

  // Hues a golden angle apart, of one lightness: told apart on light ground and on dark.
  const colour = index => `hsl(${(12 + index * 137.508) % 360} 68% ${index % 2 ? 46 : 54}%)`;

  function element(name, attributes, parent) {
    const made = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    if (parent) parent.append(made);
    return made;
  }

  function shortNumber(value) {
    if (value === 0) return '0';
    const size = Math.abs(value);
    for (const [unit, factor] of [['T', 1e12], ['G', 1e9], ['M', 1e6], ['k', 1e3]]) {
      if (size >= factor) return +(value / factor).toPrecision(4) + unit;
    }
    return size < 1e-3 ? value.toExponential(1) : String(+value.toPrecision(4));
  }

  // Steps of 1, 2 or 5 times a power of ten, about `count` of them.
  function valueTicks(low, high, count) {
    const rough = (high - low) / count, power = 10 ** Math.floor(Math.log10(rough));
    const step = [1, 2, 5, 10].map(n => n * power).find(n => n >= rough);
    const ticks = [];
    for (let tick = Math.ceil(low / step) * step; tick <= high + step / 1e6; tick += step) ticks.push(Math.abs(tick) < step / 1e6 ? 0 : tick);
    return ticks;
  }

  function timeTicks(start, end) {
    const step = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 21600, 43200, 86400].find(s => (end - start) / s <= 9) || 172800;
    const shift = new Date(start * 1000).getTimezoneOffset() * 60, ticks = [];
    for (let tick = Math.ceil((start - shift) / step) * step + shift; tick <= end; tick += step) ticks.push(tick);
    return ticks;
  }

  function clock(seconds, span) {
    const date = new Date(seconds * 1000);
    if (span > 172800) return date.toLocaleDateString([], {month: 'short', day: 'numeric'});
    return date.toLocaleTimeString([], {hour: '2-digit', minute: '2-digit', second: span < 600 ? '2-digit' : undefined, hour12: false});
  }

  function bounds(series) {
    let low = Infinity, high = -Infinity;
    for (const one of series) for (const [, value] of one.points) {
      if (Number.isFinite(value)) { low = Math.min(low, value); high = Math.max(high, value); }
    }
    if (low === Infinity) return [0, 1];
    if (low === high) return low === 0 ? [-1, 1] : [low - Math.abs(low) / 2, high + Math.abs(high) / 2];
    const air = (high - low) * 0.06;
    return [low >= 0 && low < high / 3 ? 0 : low - air, high + air];
  }

  // A new subpath begins where a step is missing or a value cannot be drawn.
  function path(points, step, x, y) {
    let text = '', last = -Infinity, alone = true;
    for (const [time, value] of points) {
      if (!Number.isFinite(value)) { last = -Infinity; continue; }
      const joined = time - last <= step * 1.5;
      if (!joined && alone && text) text += 'h.01';
      text += (joined ? 'L' : 'M') + x(time).toFixed(1) + ' ' + y(value).toFixed(1);
      alone = !joined;
      last = time;
    }
    return alone && text ? text + 'h.01' : text;
  }

  function axes(svg, range, limits, x, y) {
    for (const tick of valueTicks(limits[0], limits[1], 6)) {
      element('line', {class: 'grid', x1: LEFT, x2: WIDTH - RIGHT, y1: y(tick), y2: y(tick)}, svg);
      element('text', {x: LEFT - 8, y: y(tick) + 4, 'text-anchor': 'end'}, svg).textContent = shortNumber(tick);
    }
    for (const tick of timeTicks(range.start, range.end)) {
      element('line', {class: 'grid', x1: x(tick), x2: x(tick), y1: TOP, y2: HEIGHT - BOTTOM}, svg);
      element('text', {x: x(tick), y: HEIGHT - 8, 'text-anchor': 'middle'}, svg).textContent = clock(tick, range.end - range.start);
    }
  }

  function tooltip(box, svg, series, range, x, left) {
    const tip = document.createElement('div');
    tip.className = 'tip';
    tip.hidden = true;
    box.append(tip);
    const cross = element('line', {class: 'cross', y1: TOP, y2: HEIGHT - BOTTOM, visibility: 'hidden'}, svg);
    svg.addEventListener('pointerleave', () => { tip.hidden = true; cross.setAttribute('visibility', 'hidden'); });
    svg.addEventListener('pointermove', event => {
      const frame = svg.getBoundingClientRect(), at = (event.clientX - frame.left) / frame.width * WIDTH;
      if (at < LEFT || at > WIDTH - RIGHT) return;
      const time = range.start + Math.round((left(at) - range.start) / range.step) * range.step;
      cross.setAttribute('x1', x(time)); cross.setAttribute('x2', x(time)); cross.setAttribute('visibility', 'visible');
      const rows = series.filter(one => one.shown).map(one => [one, one.at.get(Math.round(time * 1000))]).filter(([, value]) => value !== undefined).sort((a, b) => b[1] - a[1]);
      tip.replaceChildren(line(new Date(time * 1000).toLocaleString(), 'faint'), ...rows.slice(0, TIP_SERIES).map(([one, value]) => entry(one, `${value}  ${one.name}`)));
      if (rows.length > TIP_SERIES) tip.append(line(`and ${rows.length - TIP_SERIES} more`, 'faint'));
      tip.hidden = rows.length === 0;
      const right = event.clientX - frame.left > frame.width / 2;
      tip.style.left = right ? '' : `${event.clientX - frame.left + 16}px`;
      tip.style.right = right ? `${frame.right - event.clientX + 16}px` : '';
      tip.style.top = `${Math.max(0, event.clientY - frame.top - 20)}px`;
    });
  }

  function line(text, kind) {
    const made = document.createElement('div');
    made.className = kind;
    made.textContent = text;
    return made;
  }

  function entry(one, text) {
    const made = line('', 'mono'), swatch = document.createElement('span');
    swatch.className = 'swatch';
    swatch.style.background = one.colour;
    made.append(swatch, ' ', text);
    return made;
  }

  function legend(series, redraw) {
    const list = document.createElement('ul');
    list.className = 'legend';
    for (const one of series) {
      const item = document.createElement('li'), button = document.createElement('button'), swatch = document.createElement('span'), name = document.createElement('code');
      button.type = 'button';
      button.title = 'Click: only this one or all; with Ctrl: hide or show it';
      button.setAttribute('aria-pressed', one.shown);
      swatch.className = 'swatch';
      swatch.style.background = one.colour;
      name.textContent = one.name;
      button.append(swatch, name);
      button.addEventListener('click', event => {
        const alone = one.shown && series.every(other => other === one || !other.shown);
        if (event.ctrlKey || event.metaKey) one.shown = !one.shown;
        else series.forEach(other => { other.shown = alone || other === one; });
        redraw();
      });
      item.append(button);
      list.append(item);
    }
    return list;
  }

  // matrix: the `result` of a range query; range: {start, end, step} in seconds; nameOf: labels to text
  function draw(into, matrix, range, nameOf) {
    const series = matrix.slice(0, MOST_SERIES).map((one, index) => {
      const points = (one.values || []).map(([time, value]) => [time, value === '+Inf' ? Infinity : value === '-Inf' ? -Infinity : Number(value)]);
      return {name: nameOf(one.metric), points, at: new Map(points.map(([time, value]) => [Math.round(time * 1000), value])), colour: colour(index), shown: true};
    });
    const redraw = () => {
      const limits = bounds(series.filter(one => one.shown));
      const x = time => LEFT + (time - range.start) / (range.end - range.start) * (WIDTH - LEFT - RIGHT);
      const y = value => TOP + (limits[1] - value) / (limits[1] - limits[0]) * (HEIGHT - TOP - BOTTOM);
      const left = at => range.start + (at - LEFT) / (WIDTH - LEFT - RIGHT) * (range.end - range.start);
      const box = document.createElement('div');
      box.className = 'plot';
      const svg = element('svg', {viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: 'img', 'aria-label': `Plot of ${series.length} series`});
      box.append(svg);
      axes(svg, range, limits, x, y);
      for (const one of series) {
        if (one.shown) element('path', {class: 'series', stroke: one.colour, 'stroke-linecap': 'round', d: path(one.points, range.step, x, y)}, svg);
      }
      tooltip(box, svg, series, range, x, left);
      into.replaceChildren(box, legend(series, redraw));
      if (matrix.length > MOST_SERIES) into.append(line(`${matrix.length - MOST_SERIES} more series are in the table.`, 'faint'));
    };
    redraw();
  }

  return {draw};
})();
