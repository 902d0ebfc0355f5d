'use strict';
// Marks the values of the tables of definitions that round to a number that is typed in. Tables of motion through the world have a
// column for the metric, and beside each value its change, which is no value.
addEventListener('DOMContentLoaded', () => {
  const input = document.querySelector('#explain input');
  const result = document.getElementById('explained');
  const tables = [...document.querySelectorAll('#definitions table')].map((table) => {
    const heads = [...table.tHead.rows[0].cells].map((head) => head.firstChild.textContent);
    const first = (row, column) => row.cells[column].firstChild.textContent;
    const called = heads[0] === 'metric'
      ? (row) => `${first(row, 0)}: ${first(row, 1)} (${row.cells[3].textContent})`
      : (row) => `${first(row, 0)} (${row.cells[1].textContent})`;
    return { table, heads, called };
  });
  input.addEventListener('input', () => {
    document.querySelectorAll('#definitions .explains').forEach((cell) => cell.classList.remove('explains'));
    result.textContent = '';
    const text = input.value.trim().replace(',', '.');
    if (!/^\d+(\.\d*)?$/.test(text)) return;
    const decimals = (text.split('.')[1] || '').length;
    const target = Number(text);
    const reach = 0.5 * 10 ** -decimals * (1 + 1e-9);
    const hits = [];
    let nearest = null;
    tables.forEach(({ table, heads, called }) => {
      [...table.tBodies[0].rows].forEach((row) => {
        [...row.cells].forEach((cell, column) => {
          if (cell.dataset.v === undefined || heads[column] === 'change') return;
          const off = Math.abs(Number(cell.dataset.v) - target);
          const name = `${heads[column]}, ${called(row)}`;
          if (nearest === null || off < nearest.off) nearest = { off, name, value: Number(cell.dataset.v) };
          if (off <= reach) {
            cell.classList.add('explains');
            hits.push(name);
          }
        });
      });
    });
    if (hits.length > 3) result.textContent = `${hits.length} values round to ${text}; they are marked below.`;
    else if (hits.length) result.textContent = `${text} is: ${hits.join('; ')}.`;
    else if (nearest) result.textContent = `None rounds to ${text}. Nearest: ${nearest.value.toFixed(2)}, ${nearest.name}.`;
  });
});
