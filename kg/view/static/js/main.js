// What is selected, the way back, and the start.

const trail = [];

/** The point of the picture that a selection is centred on. */
function focusOn(nodes) {
  const places = Object.values(network.getPositions(nodes.filter((id) => drawn.nodes.get(id))));
  if (!places.length) return;
  const x = places.reduce((sum, place) => sum + place.x, 0) / places.length;
  const y = places.reduce((sum, place) => sum + place.y, 0) / places.length;
  network.moveTo({ position: { x, y }, scale: Math.max(network.getScale(), 0.8), offset: freeSpace().offset, animation: motion() });
}

/** Select `{entity}`, `{edge}` or `{statement}`; null clears. */
function select(choice, { remember = true, move = true } = {}) {
  if (choice && choice.edge && everyEdge.get(choice.edge).statements.filter(shown).length === 1)
    choice = { statement: everyEdge.get(choice.edge).statements.find(shown), edge: choice.edge };
  if (remember) {
    if (choice) trail.push(choice);
    else trail.length = 0;
  }
  network.unselectAll();
  drawn.focus = null;
  if (!choice) overviewPanel();
  else if (choice.entity !== undefined) selectedEntity(choice.entity, move);
  else if (choice.statement !== undefined) selectedStatement(choice.statement, move);
  else selectedBundle(choice.edge);
  restyle();
  document.body.classList.toggle("reading", Boolean(choice));
}

function selectedEntity(entity, move) {
  if (reveal(entity)) {
    drawn.focus = { entity };
    network.selectNodes([entity], false);
    if (move) focusOn([entity]);
  }
  entityPanel(entity);
}

function selectedStatement(statement, move) {
  const edge = edgeOf.get(statement);
  if (edge) {
    const { from, to } = everyEdge.get(edge);
    reveal(from);
    reveal(to);
    drawn.focus = { edge };
    network.selectEdges([edge]);
    if (move) focusOn([from, to]);
  }
  statementPanel(statement);
}

function selectedBundle(edge) {
  drawn.focus = { edge };
  network.selectEdges([edge]);
  bundlePanel(edge);
}

/** What a script outside may ask of the page. */
const kgView = {
  data,
  get network() { return network; },
  get drawn() { return drawn; },
  search,
  sentence,
  select,
  selectEntity: (entity) => select({ entity }),
  selectStatement: (statement) => select({ statement }),
  edgeOf: (statement) => edgeOf.get(statement),
  clear: () => select(null),
  canGoBack: () => trail.length > 1,
  back() {
    trail.pop();
    select(trail[trail.length - 1] || null, { remember: false });
  },
};
window.kgView = kgView;

document.getElementById("summary").textContent = [
  plural(entities.length, "entity", "entities"),
  plural(statements.length, "statement", "statements"),
  plural(articles.length, "article", "articles"),
].join(" · ");
startPicture((choice) => select(choice, { move: false }));
startLegend();
firstView();
startNotice();
startSearch();
overviewPanel();
