'use strict';
// Two models on the same frames of a clip, with the truth behind them, tied to a timeline.
(async () => {
  const H = window.hmrbench;
  const box = document.getElementById('player');
  const source = document.getElementById('clips');
  if (!box || !source) return;
  const data = JSON.parse(source.textContent);
  const $ = (name) => box.querySelector(`[name="${name}"]`);
  const stageBox = document.getElementById('stage');
  const cropBox = document.getElementById('crop');
  const readout = document.getElementById('readout');
  const gallery = document.getElementById('gallery');
  const start = { yaw: 0.5, pitch: 0.12, distance: 3.9 };
  const camera = { ...start };
  let clip = null;
  let frame = 0;
  let playing = false;
  let range = null;
  let clock = 0;
  let stage = null;

  const model = (name) => clip.models.find((m) => m.name === name) || clip.models[0];
  const chosen = () => [model($('a').value), model($('b').value)];
  const overlay = () => $('layout').value === 'overlay';

  const paint = () => {
    if (!clip || !stage) return;
    const truth = { values: clip.truth, color: '#808890', ghost: true };
    const ghost = $('ghost').checked ? [truth] : [];
    const figures = chosen().map((m) => ({ values: m.positions, color: m.color, ghost: false }));
    const panes = overlay() ? [[...ghost, ...figures]] : figures.map((f) => [...ghost, f]);
    stage.render(panes, clip, frame, camera, $('body').checked);
  };

  // The crop of this frame, cut out of a sheet of 16 in a row.
  const COLUMNS = 16;
  const seen = () => {
    const { sheet } = clip;
    cropBox.hidden = !sheet;
    if (!sheet) return;
    if (!sheet.complete) {
      sheet.addEventListener('load', seen, { once: true });
      return;
    }
    const side = sheet.naturalWidth / COLUMNS;
    const at = clip.crop[frame];
    const canvas = cropBox.querySelector('canvas');
    if (canvas.width !== side) canvas.width = canvas.height = side;
    canvas.getContext('2d').drawImage(sheet, (at % COLUMNS) * side, Math.floor(at / COLUMNS) * side, side, side, 0, 0, side, side);
    cropBox.dataset.crop = at;
  };

  const words = () => {
    const parts = chosen().map((m) => {
      const errors = data.metrics.filter((k) => m.errors[k.column])
        .map((k) => {
          const v = m.errors[k.column][frame];
          return `${k.name} ${Number.isNaN(v) ? '–' : v.toFixed(1)} ${k.unit}`;
        });
      return `${m.name}: ${errors.join(', ')}`;
    });
    readout.textContent = `frame ${frame} of ${clip.frames}, ${(frame / clip.fps).toFixed(2)} s · ${parts.join(' · ')}`;
  };

  const seek = (t) => {
    frame = Math.max(0, Math.min(clip.frames - 1, t));
    box.dataset.frame = frame;
    $('scrub').value = frame;
    line.at(frame);
    words();
    seen();
    paint();
  };
  const play = (on) => {
    playing = on;
    box.dataset.playing = on;
    $('play').textContent = on ? '❚❚ pause' : '▶ play';
    clock = performance.now();
    if (on) requestAnimationFrame(tick);
  };
  const tick = (now) => {
    if (!playing) return;
    const passed = Math.floor(((now - clock) / 1000) * clip.fps * Number($('speed').value));
    if (passed > 0) {
      clock = now;
      const [from, to] = range || [0, clip.frames - 1];
      const next = frame + passed;
      seek(next > to || next < from ? from : next);
    }
    requestAnimationFrame(tick);
  };
  const line = H.timeline(document.getElementById('timeline'), seek, (marked) => {
    range = marked;
    if (marked) seek(marked[0]);
  });

  const rows = () => {
    const errors = data.metrics
      .map((k) => ({
        label: `${k.name} (${k.unit})`,
        height: 92,
        series: chosen().filter((m) => m.errors[k.column])
          .map((m) => ({ color: m.color, values: m.errors[k.column] })),
      }))
      .filter((row) => row.series.length > 0);
    const strips = chosen().filter((m, i, all) => m.attention && all.indexOf(m) === i)
      .map((m) => ({ label: `attention of ${m.name}: past, current, future from below`, height: 46, weights: m.attention }));
    return [...errors, ...strips];
  };

  const tags = () => {
    stageBox.querySelectorAll('.tag').forEach((tag) => tag.remove());
    chosen().forEach((m, i) => {
      const tag = document.createElement('span');
      tag.className = 'tag';
      tag.textContent = `${i ? 'B' : 'A'} ${m.name}`;
      tag.style.borderColor = m.color;
      tag.style[i && overlay() ? 'right' : 'left'] = i && !overlay() ? 'calc(50% + 8px)' : '8px';
      stageBox.append(tag);
    });
  };

  const showGallery = () => {
    gallery.replaceChildren();
    const metric = data.metrics[0];
    const found = data.clips.flatMap((raw, index) => {
      const each = H.decode(raw);
      return chosen().filter((m, i, all) => all.indexOf(m) === i).flatMap((m) => {
        const own = each.models.find((other) => other.name === m.name);
        return own ? H.worst(each, own, metric.column, 4, 12).map((hit) => ({ ...hit, index, each, own })) : [];
      });
    });
    // Half of them of each model, so that the better one shows its worst too.
    const names = [...new Set(found.map((hit) => hit.own.name))];
    const shown = names.flatMap((name) => found.filter((hit) => hit.own.name === name)
      .sort((a, b) => b.error - a.error).slice(0, Math.ceil(10 / names.length)));
    shown.forEach((hit) => {
      const button = document.createElement('button');
      button.type = 'button';
      const picture = document.createElement('canvas');
      picture.setAttribute('aria-hidden', 'true');
      H.thumbnail(picture, hit.each, hit.frame, [
        { values: hit.each.truth, color: '#808890', ghost: true },
        { values: hit.own.positions, color: hit.own.color, ghost: false },
      ]);
      button.append(picture, `${hit.own.name}, ${hit.each.name}, frame ${hit.frame}: ${hit.error.toFixed(1)} ${metric.unit}`);
      button.addEventListener('click', () => {
        play(false);
        open(hit.index);
        seek(hit.frame);
        box.scrollIntoView({ block: 'nearest' });
      });
      gallery.append(button);
    });
  };

  const refresh = () => { tags(); line.show(clip, rows()); seek(frame); };
  const open = (index) => {
    clip = H.decode(data.clips[index]);
    $('clip').value = index;
    $('scrub').max = clip.frames - 1;
    range = null;
    frame = Math.min(frame, clip.frames - 1);
    refresh();
  };
  window.hmrbench.openClip = (index) => { open(index); seek(0); box.scrollIntoView({ block: 'nearest' }); };

  data.clips.forEach((raw, i) => $('clip').append(new Option(`${raw.sequence} – ${raw.why}`, i)));
  [['a', data.a], ['b', data.b]].forEach(([name, preset]) => {
    data.clips[0].models.forEach((m) => $(name).append(new Option(m.name, m.name, false, m.name === preset)));
    $(name).addEventListener('change', () => { refresh(); showGallery(); });
  });
  $('clip').addEventListener('change', () => open(Number($('clip').value)));
  ['layout', 'ghost', 'body'].forEach((name) => $(name).addEventListener('change', refresh));
  $('scrub').addEventListener('input', () => { play(false); seek(Number($('scrub').value)); });
  $('play').addEventListener('click', () => play(!playing));
  $('home').addEventListener('click', () => { Object.assign(camera, start); paint(); });
  document.querySelectorAll('[data-clip]').forEach((button) => button.addEventListener('click', () => window.hmrbench.openClip(Number(button.dataset.clip))));

  stageBox.addEventListener('keydown', (event) => {
    const keys = {
      ' ': () => play(!playing),
      ArrowRight: () => { play(false); seek(frame + 1); },
      ArrowLeft: () => { play(false); seek(frame - 1); },
      Home: () => seek(0),
      End: () => seek(clip.frames - 1),
      a: () => { camera.yaw -= 0.15; paint(); },
      d: () => { camera.yaw += 0.15; paint(); },
    };
    if (!keys[event.key]) return;
    event.preventDefault();
    keys[event.key]();
  });
  const held = new Map();
  stageBox.addEventListener('pointerdown', (event) => { stageBox.setPointerCapture(event.pointerId); held.set(event.pointerId, event); });
  stageBox.addEventListener('pointermove', (event) => {
    const last = held.get(event.pointerId);
    if (!last) return;
    if (held.size === 1) {
      camera.yaw += (event.clientX - last.clientX) * 0.01;
      camera.pitch = Math.max(-0.3, Math.min(1.4, camera.pitch + (event.clientY - last.clientY) * 0.006));
    } else {
      const gap = () => { const [p, q] = [...held.values()]; return Math.hypot(p.clientX - q.clientX, p.clientY - q.clientY); };
      const before = gap();
      held.set(event.pointerId, event);
      camera.distance = Math.max(1.5, Math.min(9, (camera.distance * before) / Math.max(gap(), 1)));
    }
    held.set(event.pointerId, event);
    paint();
  });
  ['pointerup', 'pointercancel'].forEach((name) => stageBox.addEventListener(name, (event) => held.delete(event.pointerId)));
  stageBox.addEventListener('wheel', (event) => {
    if (!event.ctrlKey && document.activeElement !== stageBox) return;
    event.preventDefault();
    camera.distance = Math.max(1.5, Math.min(9, camera.distance * Math.exp(event.deltaY * 0.001)));
    paint();
  }, { passive: false });
  new ResizeObserver(paint).observe(stageBox);
  H.onTheme(paint);

  open(0);
  showGallery();
  try {
    stage = await H.stage3d(stageBox);
  } catch (e) {
    stage = null;
  }
  stage = stage || H.stage2d(stageBox);
  box.dataset.renderer = stage.kind;
  seek(0);
  box.dataset.ready = 'true';
})();
