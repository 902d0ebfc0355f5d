'use strict';
// Finds the values of the tables of definitions that round to a number that is typed in, marks them and opens what hides them. Tables of
// motion through the world have a column for the metric and one for the rule, and beside each value its change by that rule, which is no value.
addEventListener('DOMContentLoaded', () => {
  const input = document.querySelector('#explain input');
  const result = document.getElementById('explained');
  const text = (row, column) => row.cells[column].firstChild.textContent;
  const tables = [...document.querySelectorAll('#definitions table')].map((table) => {
    const heads = [...table.tHead.rows[0].cells].map((head) => head.firstChild.textContent);
    const world = heads[0] === 'metric';
    const setting = /^Every definition: (.*), (protocol .*)\. Median/.exec(table.closest('.table-box').querySelector('.caption').textContent);
    const called = (row, column) => {
      if (!world) return `${heads[column]}, ${text(row, 0)} (${row.cells[1].textContent})`;
      const change = row.cells[column + 1].textContent;
      const by = /\d/.test(change) ? ` [${change} by: ${text(row, 2)}]` : '';
      return `${heads[column]}, ${text(row, 0)}: ${text(row, 1)} (${row.cells[3].textContent})${by}`;
    };
    return { table, heads, called, where: setting ? setting[1] : '', protocol: setting ? setting[2] : '' };
  });
  let opened = [];
  const clear = () => {
    document.querySelectorAll('#definitions .explains').forEach((cell) => cell.classList.remove('explains'));
    opened.forEach((details) => { details.open = false; });
    opened = [];
    result.textContent = '';
  };
  const show = (cell) => {
    cell.classList.add('explains');
    const hidden = cell.closest('details');
    if (hidden && !hidden.open) {
      hidden.open = true;
      opened.push(hidden);
    }
  };
  // Values that differ by their protocol alone are one, which names the protocols.
  const words = (hits) => {
    const protocols = new Map();
    hits.forEach(({ name, where, protocol }) => {
      const key = where ? `${name} at ${where}, ` : name;
      protocols.set(key, [...(protocols.get(key) || []), protocol]);
    });
    return [...protocols].map(([key, all]) => key + all.join(', '));
  };
  input.addEventListener('input', () => {
    clear();
    const typed = input.value.trim().replace(',', '.');
    if (!/^\d+(\.\d*)?$/.test(typed)) return;
    const decimals = (typed.split('.')[1] || '').length;
    const target = Number(typed);
    const reach = 0.5 * 10 ** -decimals * (1 + 1e-9);
    const hits = [];
    let nearest = null;
    tables.forEach(({ table, heads, called, where, protocol }) => {
      [...table.tBodies[0].rows].forEach((row) => {
        [...row.cells].forEach((cell, column) => {
          if (cell.dataset.v === undefined || heads[column] === 'change') return;
          const value = Number(cell.dataset.v);
          const off = Math.abs(value - target);
          const hit = { name: called(row, column), where, protocol };
          if (nearest === null || off < nearest.off) nearest = { off, value, hit };
          if (off <= reach) {
            show(cell);
            hits.push(hit);
          }
        });
      });
    });
    const lines = words(hits);
    if (lines.length > 3) result.textContent = `${hits.length} values round to ${typed}; they are marked below.`;
    else if (lines.length) result.textContent = `${typed} is: ${lines.join('; ')}.`;
    else if (nearest) result.textContent = `None rounds to ${typed}. Nearest: ${nearest.value.toFixed(2)}, ${words([nearest.hit])[0]}.`;
  });
});
