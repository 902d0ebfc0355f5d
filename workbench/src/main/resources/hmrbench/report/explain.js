'use strict';
// Marks the values of the table of definitions that round to a number that is typed in.
addEventListener('DOMContentLoaded', () => {
  const input = document.querySelector('#explain input');
  const result = document.getElementById('explained');
  const table = document.querySelector('#definition-table table');
  const heads = [...table.tHead.rows[0].cells].map((head) => head.firstChild.textContent);
  input.addEventListener('input', () => {
    table.querySelectorAll('.explains').forEach((cell) => cell.classList.remove('explains'));
    result.textContent = '';
    const text = input.value.trim().replace(',', '.');
    if (!/^\d+(\.\d*)?$/.test(text)) return;
    const decimals = (text.split('.')[1] || '').length;
    const target = Number(text);
    const reach = 0.5 * 10 ** -decimals * (1 + 1e-9);
    const hits = [];
    let nearest = null;
    [...table.tBodies[0].rows].forEach((row) => {
      [...row.cells].forEach((cell, column) => {
        if (cell.dataset.v === undefined) return;
        const off = Math.abs(Number(cell.dataset.v) - target);
        const name = `${heads[column]}, ${row.cells[0].firstChild.textContent} (${row.cells[1].textContent})`;
        if (nearest === null || off < nearest.off) nearest = { off, name, value: Number(cell.dataset.v) };
        if (off <= reach) {
          cell.classList.add('explains');
          hits.push(name);
        }
      });
    });
    if (hits.length > 3) result.textContent = `${hits.length} values round to ${text}; they are marked below.`;
    else if (hits.length) result.textContent = `${text} is: ${hits.join('; ')}.`;
    else if (nearest) result.textContent = `None rounds to ${text}. Nearest: ${nearest.value.toFixed(2)}, ${nearest.name}.`;
  });
});
