'use strict';
// Errors and attention of a clip over time: a click seeks, a drag marks a range that is repeated.
(() => {
  const H = window.hmrbench;
  const LEFT = 58;
  const RIGHT = 10;
  const GAP = 24;

  const timeline = (canvas, seek, mark) => {
    const g = canvas.getContext('2d');
    let clip = null;
    let rows = [];
    let frame = 0;
    let range = null;
    let still = null;
    let dragged = null;

    const width = () => canvas.clientWidth;
    const height = () => rows.reduce((sum, row) => sum + row.height + GAP, 22);
    const x = (t) => LEFT + (width() - LEFT - RIGHT) * (t / Math.max(1, clip.frames - 1));
    const at = (event) => {
      const part = (event.clientX - canvas.getBoundingClientRect().left - LEFT) / (width() - LEFT - RIGHT);
      return Math.max(0, Math.min(clip.frames - 1, Math.round(part * (clip.frames - 1))));
    };

    const text = (p, words, px, py, align = 'left', bold = false) => {
      p.font = `${bold ? '600 ' : ''}12px system-ui, "Liberation Sans", Arial, sans-serif`;
      p.textAlign = align;
      p.fillText(words, px, py);
    };

    const lines = (p, row, top) => {
      const values = row.series.flatMap((s) => [...s.values]).filter((v) => !Number.isNaN(v));
      const most = Math.max(...values, 1e-9) * 1.05;
      const y = (v) => top + row.height * (1 - v / most);
      const step = 10 ** Math.floor(Math.log10(most));
      const tick = most / step >= 5 ? 2 * step : most / step >= 2 ? step : step / 2;
      p.strokeStyle = H.css('--grid');
      p.lineWidth = 1;
      for (let v = 0; v <= most; v += tick) {
        p.beginPath();
        p.moveTo(LEFT, Math.round(y(v)) + 0.5);
        p.lineTo(width() - RIGHT, Math.round(y(v)) + 0.5);
        p.stroke();
        p.fillStyle = H.css('--muted');
        text(p, String(Number(v.toPrecision(6))), LEFT - 6, y(v) + 4, 'right');
      }
      row.series.forEach((s) => {
        p.strokeStyle = s.color;
        p.lineWidth = 1.6;
        p.beginPath();
        let open = false;
        s.values.forEach((v, t) => {
          if (Number.isNaN(v)) { open = false; return; }
          p[open ? 'lineTo' : 'moveTo'](x(t), y(v));
          open = true;
        });
        p.stroke();
      });
    };

    const strip = (p, row, top) => {
      const colors = ['--past', '--current', '--future'].map(H.css);
      const part = (width() - LEFT - RIGHT) / clip.frames;
      for (let t = 0; t < clip.frames; t += 1) {
        let from = 0;
        row.weights.forEach((weights, k) => {
          if (Number.isNaN(weights[t])) return;
          p.fillStyle = colors[k];
          p.fillRect(LEFT + t * part, top + row.height * (1 - from - weights[t]), part + 0.6, row.height * weights[t]);
          from += weights[t];
        });
      }
      p.fillStyle = H.css('--muted');
      text(p, '1', LEFT - 6, top + 8, 'right');
      text(p, '0', LEFT - 6, top + row.height, 'right');
    };

    const paintStill = () => {
      const ratio = Math.min(devicePixelRatio || 1, 2);
      canvas.style.height = `${height()}px`;
      canvas.width = Math.round(width() * ratio);
      canvas.height = Math.round(height() * ratio);
      still = document.createElement('canvas');
      still.width = canvas.width;
      still.height = canvas.height;
      const p = still.getContext('2d');
      p.setTransform(ratio, 0, 0, ratio, 0, 0);
      let top = 0;
      rows.forEach((row) => {
        p.fillStyle = H.css('--ink');
        text(p, row.label, 8, top + 14, 'left', true);
        (row.weights ? strip : lines)(p, row, top + 20);
        top += row.height + GAP;
      });
      const seconds = clip.frames / clip.fps;
      const step = [0.5, 1, 2, 5, 10, 20, 60].find((s) => seconds / s <= Math.max(4, width() / 90)) || 60;
      p.fillStyle = H.css('--muted');
      for (let s = 0; s <= seconds; s += step) text(p, `${s} s`, x(s * clip.fps), height() - 6, 'center');
    };

    const paint = () => {
      if (!clip || width() === 0) return;
      if (!still) paintStill();
      g.setTransform(1, 0, 0, 1, 0, 0);
      g.clearRect(0, 0, canvas.width, canvas.height);
      g.drawImage(still, 0, 0);
      const ratio = canvas.width / width();
      g.setTransform(ratio, 0, 0, ratio, 0, 0);
      if (range) {
        g.fillStyle = H.css('--accent');
        g.globalAlpha = 0.16;
        g.fillRect(x(range[0]), 0, x(range[1]) - x(range[0]), height() - 20);
        g.globalAlpha = 1;
      }
      g.strokeStyle = H.css('--ink');
      g.lineWidth = 1.5;
      g.beginPath();
      let top = 20;
      rows.forEach((row) => { // not through the labels above the rows
        g.moveTo(x(frame), top - 2);
        g.lineTo(x(frame), top + row.height + 2);
        top += row.height + GAP;
      });
      g.stroke();
    };

    canvas.addEventListener('pointerdown', (event) => {
      if (!clip) return;
      canvas.setPointerCapture(event.pointerId);
      dragged = at(event);
      range = null;
      mark(null);
      seek(dragged);
    });
    canvas.addEventListener('pointermove', (event) => {
      if (dragged === null) return;
      const now = at(event);
      if (Math.abs(now - dragged) < 3) return;
      range = [Math.min(now, dragged), Math.max(now, dragged)];
      paint();
    });
    const release = () => {
      if (dragged !== null && range) mark(range);
      dragged = null;
    };
    canvas.addEventListener('pointerup', release);
    canvas.addEventListener('pointercancel', release);
    const redraw = () => { still = null; paint(); };
    new ResizeObserver(redraw).observe(canvas.parentElement);
    H.onTheme(redraw);

    return {
      show(newClip, newRows) { clip = newClip; rows = newRows; range = null; redraw(); },
      at(t) { frame = t; paint(); },
      clear() { range = null; paint(); },
    };
  };
  H.timeline = timeline;
})();
