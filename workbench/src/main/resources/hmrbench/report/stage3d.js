'use strict';
// The same skeletons in WebGL, by three.js (MIT, © Three.js Authors), which the page carries along.
(() => {
  const H = window.hmrbench;

  const load = async () => {
    const text = (id) => document.getElementById(id).textContent;
    const url = (code) => URL.createObjectURL(new Blob([code], { type: 'text/javascript' }));
    const core = url(text('three-core'));
    return import(url(text('three-module').replaceAll('./three.core.min.js', core)));
  };

  const supported = () => {
    try {
      return Boolean(document.createElement('canvas').getContext('webgl2'));
    } catch (e) {
      return false;
    }
  };

  const figure = (THREE, scene, bones) => {
    const group = new THREE.Group();
    const material = new THREE.MeshStandardMaterial({ roughness: 0.75, metalness: 0 });
    const shaft = new THREE.CylinderGeometry(1, 1, 1, 18, 1, true);
    const ball = new THREE.SphereGeometry(1, 18, 14);
    const parts = bones.map(() => {
      const part = [new THREE.Mesh(shaft, material), new THREE.Mesh(ball, material), new THREE.Mesh(ball, material)];
      group.add(...part);
      return part;
    });
    scene.add(group);
    return { group, material, parts };
  };

  const pose = (THREE, made, clip, frame, given, body) => {
    const up = new THREE.Vector3(0, 1, 0);
    made.group.visible = true;
    made.material.color.set(given.color);
    made.material.transparent = given.ghost;
    made.material.opacity = given.ghost ? 0.32 : 1;
    made.material.depthWrite = !given.ghost;
    clip.bones.forEach((bone, i) => {
      const a = new THREE.Vector3(...H.point(given.values, clip.joints, frame, bone.a));
      const b = new THREE.Vector3(...H.point(given.values, clip.joints, frame, bone.b));
      const along = b.clone().sub(a);
      const radius = body ? bone.r : 0.012;
      const [shaft, first, second] = made.parts[i];
      shaft.position.copy(a).add(b).multiplyScalar(0.5);
      shaft.scale.set(radius, Math.max(along.length(), 1e-4), radius);
      shaft.quaternion.setFromUnitVectors(up, along.normalize());
      [[first, a], [second, b]].forEach(([end, at]) => {
        end.position.copy(at);
        end.scale.setScalar(body ? radius : 0.022);
      });
    });
  };

  const stage = async (box) => {
    if (!supported()) return null;
    const THREE = await load();
    const renderer = new THREE.WebGLRenderer({ antialias: true, alpha: true, preserveDrawingBuffer: true });
    box.prepend(renderer.domElement);
    const scene = new THREE.Scene();
    scene.add(new THREE.HemisphereLight(0xffffff, 0x8a93a0, 2.1));
    const sun = new THREE.DirectionalLight(0xffffff, 1.6);
    sun.position.set(1.5, 3, 2.5);
    scene.add(sun);
    const camera = new THREE.PerspectiveCamera(36, 1, 0.05, 30);
    let grid = null;
    let pool = [];
    let bones = null;
    const ground = (height) => {
      if (grid) scene.remove(grid);
      const color = H.css('--grid');
      grid = new THREE.GridHelper(2, 8, color, color);
      grid.position.y = height;
      scene.add(grid);
    };
    return {
      kind: 'webgl',
      render(panes, clip, frame, look, body) {
        const { clientWidth: width, clientHeight: height } = box;
        renderer.setPixelRatio(Math.min(devicePixelRatio || 1, 2));
        renderer.setSize(width, height, false);
        if (bones !== clip.bones) {
          pool.forEach((made) => scene.remove(made.group));
          pool = [];
          bones = clip.bones;
        }
        const most = Math.max(...panes.map((pane) => pane.length));
        while (pool.length < most) pool.push(figure(THREE, scene, clip.bones));
        ground(clip.floor);
        renderer.setScissorTest(true);
        renderer.setClearColor(0x000000, 0);
        panes.forEach((pane, i) => {
          const part = width / panes.length;
          renderer.setViewport(i * part, 0, part, height);
          renderer.setScissor(i * part, 0, part, height);
          camera.aspect = part / height;
          camera.fov = camera.aspect < 0.8 ? 36 * 0.8 / camera.aspect : 36;
          const reach = Math.cos(look.pitch) * look.distance;
          camera.position.set(-Math.sin(look.yaw) * reach, Math.sin(look.pitch) * look.distance - 0.1, Math.cos(look.yaw) * reach);
          camera.lookAt(0, -0.1, 0);
          camera.updateProjectionMatrix();
          pool.forEach((made) => { made.group.visible = false; });
          pane.forEach((given, k) => pose(THREE, pool[k], clip, frame, given, body));
          renderer.render(scene, camera);
        });
      },
      dispose() { renderer.dispose(); renderer.domElement.remove(); },
    };
  };
  H.stage3d = stage;
})();
