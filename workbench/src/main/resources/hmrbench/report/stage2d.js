'use strict';
// Skeletons on a plain canvas: what plays where there is no WebGL, and what draws thumbnails.
(() => {
  const H = window.hmrbench;

  // Turns a point about the vertical axis, tilts it, and looks at it from `distance` metres.
  const view = (camera, width, height, look = { x: 0, y: -0.1 }) => {
    const [cy, sy] = [Math.cos(camera.yaw), Math.sin(camera.yaw)];
    const [cp, sp] = [Math.cos(camera.pitch), Math.sin(camera.pitch)];
    const focal = 1.55 * Math.min(height, width * 1.25);
    return (p) => {
      const x = cy * p[0] + sy * p[2] - look.x;
      const z = -sy * p[0] + cy * p[2];
      const y = p[1] - look.y;
      const depth = camera.distance - (sp * y + cp * z);
      const scale = focal / Math.max(depth, 0.2);
      return { x: width / 2 + x * scale, y: height / 2 - (cp * y - sp * z) * scale, depth, scale };
    };
  };

  const shade = (hex, amount) => {
    const n = parseInt(hex.slice(1), 16);
    const mix = (v) => Math.round(Math.max(0, Math.min(255, v * amount)));
    return `rgb(${mix(n >> 16)},${mix((n >> 8) & 255)},${mix(n & 255)})`;
  };

  const floor = (g, project, height) => {
    g.strokeStyle = H.css('--grid');
    g.lineWidth = 1;
    g.beginPath();
    for (let i = -4; i <= 4; i += 1) {
      const ends = [[i / 4, -1, i / 4, 1], [-1, i / 4, 1, i / 4]];
      ends.forEach(([x1, z1, x2, z2]) => {
        const a = project([x1, height, z1]);
        const b = project([x2, height, z2]);
        g.moveTo(a.x, a.y);
        g.lineTo(b.x, b.y);
      });
    }
    g.stroke();
  };

  // figures: [{values, color, ghost}], painted from far to near, ghosts first.
  const figures = (g, project, clip, frame, list, body) => {
    list.forEach((figure) => {
      const sticks = clip.bones.map((bone) => {
        const a = project(H.point(figure.values, clip.joints, frame, bone.a));
        const b = project(H.point(figure.values, clip.joints, frame, bone.b));
        return { a, b, depth: (a.depth + b.depth) / 2, r: bone.r };
      });
      sticks.sort((s, t) => t.depth - s.depth);
      const [near, far] = [sticks[sticks.length - 1].depth, sticks[0].depth];
      g.globalAlpha = figure.ghost ? 0.38 : 1;
      g.lineCap = 'round';
      sticks.forEach((s) => {
        const light = figure.ghost ? 1 : 1.1 - 0.45 * ((s.depth - near) / Math.max(far - near, 1e-3));
        g.strokeStyle = shade(figure.color, light);
        g.lineWidth = body ? 2 * s.r * s.a.scale : Math.max(2.5, 0.016 * s.a.scale);
        g.beginPath();
        g.moveTo(s.a.x, s.a.y);
        g.lineTo(s.b.x, s.b.y);
        g.stroke();
      });
      g.globalAlpha = 1;
    });
  };

  const stage = (box) => {
    const canvas = document.createElement('canvas');
    box.prepend(canvas);
    const g = canvas.getContext('2d');
    return {
      kind: 'canvas',
      render(panes, clip, frame, camera, body) {
        const ratio = Math.min(devicePixelRatio || 1, 2);
        const { clientWidth: width, clientHeight: height } = box;
        if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio)) {
          canvas.width = Math.round(width * ratio);
          canvas.height = Math.round(height * ratio);
        }
        g.setTransform(ratio, 0, 0, ratio, 0, 0);
        g.clearRect(0, 0, width, height);
        panes.forEach((pane, i) => {
          const part = width / panes.length;
          g.save();
          g.beginPath();
          g.rect(i * part, 0, part, height);
          g.clip();
          g.translate(i * part, 0);
          const project = view(camera, part, height);
          floor(g, project, clip.floor);
          figures(g, project, clip, frame, pane, body);
          g.restore();
        });
      },
      dispose() { canvas.remove(); },
    };
  };

  const thumbnail = (canvas, clip, frame, list) => {
    const side = 122;
    const ratio = 2;
    canvas.width = side * ratio;
    canvas.height = side * ratio;
    const g = canvas.getContext('2d');
    g.setTransform(ratio, 0, 0, ratio, 0, 0);
    const camera = { yaw: 0.5, pitch: 0.15, distance: 3.6 };
    figures(g, view(camera, side, side), clip, frame, list, false);
  };

  Object.assign(H, { stage2d: stage, thumbnail });
})();
