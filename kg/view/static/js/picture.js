// The drawing: what vis-network is given, and how it answers filters, selection and the colours of the day.

const calm = matchMedia("(prefers-reduced-motion: reduce)");
const dark = matchMedia("(prefers-color-scheme: dark)");
const everyNode = new Map(picture.nodes.map((node) => [node.id, node]));
const everyEdge = new Map(picture.edges.map((edge) => [edge.id, edge]));
const edgeOf = new Map(picture.edges.flatMap((edge) => edge.statements.map((statement) => [statement, edge.id])));
const edgesAt = new Map();
for (const edge of picture.edges)
  for (const end of new Set([edge.from, edge.to])) edgesAt.set(end, [...(edgesAt.get(end) || []), edge.id]);

const hidden = { types: new Set(), statuses: new Set() };
const drawn = { all: false, nodes: new vis.DataSet(), edges: new vis.DataSet(), focus: null, pointed: null };
const FADED = 0.16;
const FADE_LIMIT = 1500;
let network;

const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
const motion = () => (calm.matches ? false : { duration: 350, easingFunction: "easeInOutQuad" });
const shown = (statement) => !hidden.statuses.has(statements[statement].status);
const typeShown = (entity) => !hidden.types.has(entities[entity].type);

/** The edge as it looks now: hidden by filters, or faded beside a selection. */
function edgeLook(edge, near, ink) {
  const left = edge.statements.filter(shown);
  const order = Object.keys(statuses);
  const status = left.map((i) => statements[i].status).sort((a, b) => order.indexOf(a) - order.indexOf(b))[0];
  const faded = near && !near.edges.has(edge.id);
  const bundle = edge.statements.length > 1;
  const tone = ink[status] || ink.quiet;
  return {
    id: edge.id,
    hidden: !left.length || !typeShown(edge.from) || !typeShown(edge.to),
    color: { color: tone, highlight: tone, hover: tone, opacity: faded ? FADED : 1 },
    label: faded || (edge.late && !near && drawn.pointed !== edge.id) ? " " : bundle ? plural(left.length, "relation", "relations") : edge.label,
    font: { color: tone, strokeColor: ink.background },
  };
}

/** The node as it looks now. */
function nodeLook(node, near, ink, linked) {
  const entity = entities[node.id];
  const tone = ink.types[entity.type];
  const hollow = types[entity.type].hollow;
  const own = (entity.statements || []).some((i) => shown(i) && !edgeOf.has(i));
  const faded = near && !near.nodes.has(node.id);
  const pair = hollow ? { background: ink.background, border: tone } : { background: tone, border: ink.background };
  const bold = { background: pair.background, border: hollow ? tone : ink.text };
  return {
    id: node.id,
    hidden: !typeShown(node.id) || !(own || linked.has(node.id)),
    opacity: faded ? FADED : 1,
    color: { ...pair, highlight: bold, hover: bold },
    font: { ...node.font, color: faded ? ink.faint : ink.text, strokeColor: ink.background, strokeWidth: faded ? 0 : 4 },
  };
}

/** What stands out: the selected entity with its neighbours, or the selected line with its ends. */
function neighbourhood() {
  if (!drawn.focus || drawn.nodes.length > FADE_LIMIT) return null;
  const { entity, edge } = drawn.focus;
  const edges = new Set(edge ? [edge] : (edgesAt.get(entity) || []).filter((id) => drawn.edges.get(id) && !drawn.edges.get(id).hidden));
  const nodes = new Set(entity === undefined ? [] : [entity]);
  for (const id of edges) nodes.add(everyEdge.get(id).from).add(everyEdge.get(id).to);
  return { edges, nodes };
}

/** The colours of the day, as the style sheet has them. */
function inks() {
  const ink = { background: colour("background"), text: colour("text"), quiet: colour("quiet"), faint: colour("faint"), types: {} };
  for (const type of Object.keys(types)) ink.types[type] = colour(`type-${type}`);
  for (const status of Object.keys(statuses)) ink[status] = colour(`status-${status}`);
  return ink;
}

/** Bring every drawn node and edge up to date with filters, selection and theme. */
function restyle() {
  const ink = inks();
  drawn.edges.update(drawn.edges.getIds().map((id) => edgeLook(everyEdge.get(id), null, ink)));
  const linked = new Set(drawn.edges.get({ filter: (edge) => !edge.hidden }).flatMap((edge) => [edge.from, edge.to]));
  const near = neighbourhood();
  if (near) drawn.edges.update(drawn.edges.getIds().map((id) => edgeLook(everyEdge.get(id), near, ink)));
  drawn.nodes.update(drawn.nodes.getIds().map((id) => nodeLook(everyNode.get(id), near, ink, linked)));
}

/** Show the words of an edge that had no room for them while it, and nothing else, is pointed at. */
function point(edge, on) {
  drawn.pointed = on ? edge : null;
  if (everyEdge.get(edge).late && !drawn.focus) drawn.edges.update(edgeLook(everyEdge.get(edge), null, inks()));
}

/** Draw a node that the first view left out beside those of its neighbours that are drawn. */
function reveal(entity) {
  const node = everyNode.get(entity);
  if (!node || drawn.nodes.get(entity)) return Boolean(node);
  const edges = (edgesAt.get(entity) || []).map((id) => everyEdge.get(id));
  const ends = edges.map((edge) => (edge.from === entity ? edge.to : edge.from)).filter((id) => drawn.nodes.get(id));
  const places = Object.values(network.getPositions(ends));
  const middle = places.length ? places : [network.getViewPosition()];
  const x = middle.reduce((sum, place) => sum + place.x, 0) / middle.length;
  const y = middle.reduce((sum, place) => sum + place.y, 0) / middle.length;
  drawn.nodes.add({ ...node, ...freeSpot(x, y) });
  drawn.edges.add(edges.filter((edge) => drawn.nodes.get(edge.from) && drawn.nodes.get(edge.to)));
  return true;
}

/** The first place on a spiral around a point where no other node is near. */
function freeSpot(x, y) {
  const taken = Object.values(network.getPositions());
  for (let step = 0; ; step += 1) {
    const spot = { x: x + (90 + 6 * step) * Math.cos(step * 2.4), y: y + (90 + 6 * step) * Math.sin(step * 2.4) };
    if (!taken.some((place) => Math.abs(place.x - spot.x) < 110 && Math.abs(place.y - spot.y) < 60)) return spot;
  }
}

/** Draw every node there is, each at its place in the large picture. */
function showAll() {
  drawn.all = true;
  drawn.nodes.update(picture.nodes.map((node) => ({ ...node, x: (node.far || [node.x])[0], y: (node.far || [0, node.y])[1] })));
  drawn.edges.update(picture.edges);
  restyle();
  fitAll(motion());
}

/** How far the legend, where it is open, pushes the middle of the free part of the canvas to the right. */
function freeSpace() {
  const { clientWidth: width, clientHeight: height } = document.getElementById("canvas");
  const legend = document.getElementById("legend");
  const beside = legend.open && width > 620 ? legend.offsetLeft + legend.offsetWidth : 0;
  return { width: width - beside, height, offset: { x: beside / 2, y: 0 } };
}

/** Show the whole picture beside the legend; return the scale that this takes. */
function fitAll(animation) {
  const places = Object.values(network.getPositions(drawn.nodes.getIds({ filter: (node) => !node.hidden })));
  const { width, height, offset } = freeSpace();
  if (!places.length) return 1;
  const [xs, ys] = [places.map((place) => place.x), places.map((place) => place.y)];
  const [left, right] = [Math.min(...xs) - 75, Math.max(...xs) + 75];
  const [top, bottom] = [Math.min(...ys) - 40, Math.max(...ys) + 70];
  const scale = Math.min(width / (right - left), height / (bottom - top), 1.15);
  network.moveTo({ position: { x: (left + right) / 2, y: (top + bottom) / 2 }, scale, offset, animation });
  return scale;
}

/** Show the whole picture where its labels can then be read, else its most central part. */
function firstView() {
  if (fitAll(false) >= 0.5 || !picture.nodes.length) return;
  const centre = network.getPositions([picture.nodes[0].id])[picture.nodes[0].id];
  network.moveTo({ position: centre, scale: 0.66, offset: freeSpace().offset, animation: false });
}

function startPicture(onSelect) {
  drawn.nodes.add(picture.nodes.slice(0, picture.first));
  drawn.edges.add(picture.edges.filter((edge) => drawn.nodes.get(edge.from) && drawn.nodes.get(edge.to)));
  network = new vis.Network(document.getElementById("canvas"), { nodes: drawn.nodes, edges: drawn.edges }, picture.options);
  restyle();
  dark.addEventListener("change", restyle);
  network.on("click", ({ nodes, edges }) => {
    if (nodes.length) onSelect({ entity: nodes[0] });
    else if (edges.length) onSelect({ edge: edges[0] });
    else onSelect(null);
  });
  const pointer = (kind) => () => { document.getElementById("canvas").style.cursor = kind; };
  for (const thing of ["Node", "Edge"]) network.on(`hover${thing}`, pointer("pointer")).on(`blur${thing}`, pointer(""));
  network.on("hoverEdge", ({ edge }) => point(edge, true));
  network.on("blurEdge", ({ edge }) => point(edge, false));
  const zoom = (factor) => () => network.moveTo({ scale: network.getScale() * factor, animation: motion() });
  document.getElementById("zoom-in").addEventListener("click", zoom(1.35));
  document.getElementById("zoom-out").addEventListener("click", zoom(1 / 1.35));
  document.getElementById("zoom-fit").addEventListener("click", () => fitAll(motion()));
}
