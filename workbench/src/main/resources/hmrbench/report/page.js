'use strict';
// Theme, sortable tables, filters. No library, no network.
(() => {
  const root = document.documentElement;
  const listeners = [];
  window.hmrbench = { onTheme: (f) => listeners.push(f) };

  const dark = () => root.dataset.theme === 'dark'
    || (root.dataset.theme !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  const changed = () => listeners.forEach((f) => f());
  let kept = null;
  try { kept = localStorage.getItem('hmrbench-theme'); } catch (e) { /* files may have no storage */ }
  if (kept === 'dark' || kept === 'light') root.dataset.theme = kept;
  document.getElementById('theme').addEventListener('click', () => {
    root.dataset.theme = dark() ? 'light' : 'dark';
    try { localStorage.setItem('hmrbench-theme', root.dataset.theme); } catch (e) { /* as above */ }
    changed();
  });
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', changed);

  const value = (cell) => (cell.dataset.v === undefined ? null : Number(cell.dataset.v));
  const compare = (a, b, numeric) => {
    if (!numeric) return a.textContent.localeCompare(b.textContent, 'en', { numeric: true });
    const x = value(a);
    const y = value(b);
    if (x === null || y === null) return x === y ? 0 : x === null ? 1 : -1;
    return x - y;
  };
  document.querySelectorAll('table[data-sortable]').forEach((table) => {
    const body = table.tBodies[0];
    const heads = [...table.tHead.rows[0].cells];
    heads.forEach((head, column) => {
      const button = document.createElement('button');
      button.type = 'button';
      button.className = 'sorter';
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener('click', () => {
        const up = head.getAttribute('aria-sort') !== 'ascending';
        heads.forEach((other) => other.removeAttribute('aria-sort'));
        head.setAttribute('aria-sort', up ? 'ascending' : 'descending');
        const numeric = head.classList.contains('num');
        const rows = [...body.rows];
        rows.sort((a, b) => {
          const apart = a.classList.contains('reference') - b.classList.contains('reference');
          return apart || (up ? 1 : -1) * compare(a.cells[column], b.cells[column], numeric);
        });
        body.append(...rows);
      });
    });
  });

  document.querySelectorAll('[data-filters]').forEach((box) => {
    const table = document.getElementById(box.dataset.filters).querySelector('table');
    const text = box.querySelector('input');
    const pick = box.querySelector('select');
    const count = box.querySelector('output');
    const apply = () => {
      const wanted = text.value.trim().toLowerCase();
      let shown = 0;
      [...table.tBodies[0].rows].forEach((row) => {
        const hit = row.textContent.toLowerCase().includes(wanted)
          && (!pick.value || row.cells[0].textContent === pick.value);
        row.hidden = !hit;
        shown += hit ? 1 : 0;
      });
      count.textContent = `${shown} rows`;
    };
    text.addEventListener('input', apply);
    pick.addEventListener('change', apply);
    apply();
  });

  // A printed page shows everything that a click would open.
  const opened = [];
  addEventListener('beforeprint', () => document.querySelectorAll('details:not([open])').forEach((d) => {
    d.open = true;
    opened.push(d);
  }));
  addEventListener('afterprint', () => opened.splice(0).forEach((d) => { d.open = false; }));
})();
