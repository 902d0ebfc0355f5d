'use strict';
// Clips as the page carries them: base64 of little-endian numbers, decoded when a clip is opened.
(() => {
  const bytes = (text) => {
    const raw = atob(text);
    const out = new Uint8Array(raw.length);
    for (let i = 0; i < raw.length; i += 1) out[i] = raw.charCodeAt(i);
    return out.buffer;
  };
  // int16 in tenths of a millimetre to metres; the y axis points up afterwards.
  const positions = (text, up) => {
    const raw = new DataView(bytes(text));
    const out = new Float32Array(raw.byteLength / 2);
    for (let i = 0; i < out.length; i += 1) {
      const value = raw.getInt16(2 * i, true) * 1e-4;
      out[i] = up < 0 && i % 3 !== 0 ? -value : value;
    }
    return out;
  };
  const numbers = (text) => {
    const raw = new DataView(bytes(text));
    const out = new Float32Array(raw.byteLength / 4);
    for (let i = 0; i < out.length; i += 1) out[i] = raw.getFloat32(4 * i, true);
    return out; // NaN where a frame has no value
  };

  const decode = (clip) => {
    if (clip.decoded) return clip.decoded;
    const truth = positions(clip.truth, clip.up);
    let low = Infinity;
    for (let i = 1; i < truth.length; i += 3) low = Math.min(low, truth[i]);
    clip.decoded = {
      name: clip.sequence,
      fps: clip.fps,
      frames: clip.frames,
      joints: clip.joints,
      bones: clip.bones,
      floor: low - 0.04,
      truth,
      crop: clip.crop || null,
      sheet: clip.crops ? Object.assign(new Image(), { src: `data:image/jpeg;base64,${clip.crops}` }) : null,
      models: clip.models.map((model) => ({
        name: model.name,
        color: model.color,
        positions: positions(model.positions, clip.up),
        errors: Object.fromEntries(Object.entries(model.errors).map(([k, v]) => [k, numbers(v)])),
        attention: model.attention ? model.attention.map(numbers) : null,
      })),
    };
    return clip.decoded;
  };

  // A point is the middle of one or two joints of one frame.
  const point = (values, joints, frame, ends) => {
    const out = [0, 0, 0];
    ends.forEach((joint) => {
      const at = (frame * joints + joint) * 3;
      for (let k = 0; k < 3; k += 1) out[k] += values[at + k] / ends.length;
    });
    return out;
  };

  // Frames with the largest error of a clip's model, at least `apart` frames from each other.
  const worst = (clip, model, metric, count, apart) => {
    const errors = model.errors[metric];
    if (!errors) return [];
    const order = [...errors.keys()].filter((t) => !Number.isNaN(errors[t]));
    order.sort((a, b) => errors[b] - errors[a]);
    const picked = [];
    for (const t of order) {
      if (picked.length >= count) break;
      if (picked.every((p) => Math.abs(p - t) >= apart)) picked.push(t);
    }
    return picked.map((frame) => ({ frame, error: errors[frame] }));
  };

  const css = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  Object.assign(window.hmrbench, { decode, point, worst, css });
})();
