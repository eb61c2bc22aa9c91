'use strict';
// Shows the section that the address names and keeps it fresh.

const SECTIONS = {query: null, targets: Status.targets, alerts: Status.alerts, places: Status.places};
const LISTS = {targets: 'targets-list', alerts: 'alerts-list', places: 'places-list'};

async function fill(name) {
  try {
    await SECTIONS[name]();
  } catch (error) {
    document.getElementById(LISTS[name]).replaceChildren(Query.made('p', 'error', error.message));
  }
}

function current() {
  const name = location.hash.slice(1);
  return name in SECTIONS ? name : 'query';
}

function show() {
  for (const name of Object.keys(SECTIONS)) document.getElementById(name).hidden = name !== current();
  for (const link of document.querySelectorAll('nav a')) {
    if (link.hash === `#${current()}`) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  }
  if (SECTIONS[current()]) fill(current());
}

window.addEventListener('hashchange', show);
setInterval(() => { if (!document.hidden) { fill('targets'); fill('alerts'); } }, 5000);
Query.begin();
fill('targets');
fill('alerts');
show();
