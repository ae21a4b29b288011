// From an answer to elements. Figures are shown as they come: they are text, and exact where it matters.

export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children.filter((child) => child !== undefined));
  return made;
}

export function problemList(title, problems) {
  const items = problems.map(({ code, pointer, message, hint }) =>
    element('li', {}, element('code', {}, pointer || 'document'), ` ${message}${hint ? ` (${hint})` : ''} `,
      element('span', { class: 'quiet' }, code)),
  );
  return element('section', {}, element('h2', { class: 'spaced' }, title), element('ul', { class: 'problems' }, ...items));
}

export function resultCard(result, policy, facts) {
  const person = facts.employees.find(({ id }) => id === result.employee);
  const header = element('header', {}, element('h2', {}, person?.name ?? result.employee));
  if (result.state === 'known') {
    header.append(
      element('span', { class: 'total', title: result.total_exact ? `exactly ${result.total_exact}` : '' }, result.total),
      element('span', { class: 'band' }, bandName(result.band, policy)),
      element('span', { class: 'quiet' }, `coefficient ${result.coefficient}`),
    );
  } else {
    const why = result.state === 'unknown' ? 'no total' : 'no scored position in this period';
    header.append(element('span', { class: 'unknown' }, why));
  }
  const tables = (result.positions ?? []).filter(({ lines }) => lines).map((position) => linesTable(position, policy));
  return element('article', {}, header, ...tables, missingList(result, policy));
}

function linesTable({ position, from, to, lines, scorecard }, policy) {
  const head = ['Line', 'Actual', 'Target', 'Score', 'Weight', 'Points'];
  const rows = lines.map((line) =>
    element(
      'tr',
      {},
      element('th', { scope: 'row' }, lineName(line.line, scorecard, policy), advice(line, scorecard, policy)),
      element('td', {}, inUnit(line.actual, line, policy) ?? line.label ?? withoutActual(line)),
      element('td', {}, inUnit(line.target, line, policy) ?? '–'),
      scoreCell(line),
      element('td', {}, `${line.applied_weight ?? line.weight} %`, changedWeight(line)),
      element('td', {}, line.contribution ?? '–', exact(line.contribution_exact)),
    ),
  );
  const table = element(
    'table',
    {},
    element('caption', {}, `${nameOf(policy?.positions?.find(({ id }) => id === position)) ?? position}, ${from} to ${to}`),
    element('thead', {}, element('tr', {}, ...head.map((title) => element('th', { scope: 'col' }, title)))),
    element('tbody', {}, ...rows),
  );
  return element('div', { class: 'wide', tabindex: '0', role: 'region', 'aria-label': `Lines of ${position}` }, table);
}

function scoreCell({ score, score_exact, cap }) {
  if (score === undefined) return element('td', { class: 'score' }, '–');
  const share = Math.max(0, Math.min(100, (100 * Number(score)) / Number(cap ?? 100)));
  const bar = element('span', { class: 'bar', style: `--share: ${share}%`, 'aria-hidden': 'true' });
  return element('td', { class: 'score' }, score, exact(score_exact), bar);
}

const symbols = { percent: ' %', multiple: ':1', second: ' s', minute: ' min', hour: ' h', day: ' d' };

function inUnit(figure, { unit, metric }, policy) {
  if (figure === undefined) return undefined;
  const currency = policy?.metrics.find(({ id }) => id === metric)?.currency;
  return unit === 'money' ? `${figure} ${currency ?? ''}` : figure + (symbols[unit] ?? '');
}

const exact = (value) => (value === undefined ? undefined : element('span', { class: 'exact' }, value));

function changedWeight({ weight, applied_weight }) {
  if (applied_weight === undefined || applied_weight === weight) return undefined;
  return element('span', { class: 'exact' }, `was ${weight} %`);
}

function advice({ line, met }, scorecard, policy) {
  const text = met === false ? findLine(line, scorecard, policy)?.advice : undefined;
  return text === undefined ? undefined : element('span', { class: 'exact missed' }, inEnglish(text));
}

const effects = {
  unknown: 'so there is no total',
  zero: 'counted as zero',
  neutral: 'counted as the neutral score',
  redistribute: 'its weight goes to the other lines',
};

function missingList({ missing = [], positions = [] }, policy) {
  if (missing.length === 0) return undefined;
  const items = missing.map((gap) => {
    if (gap.line === undefined) {
      return element('li', {}, `${gap.adjustment ?? gap.veto ?? gap.coefficient_adjustment}: cannot be decided`);
    }
    const name = lineName(gap.line, positions[0]?.scorecard, policy);
    return element('li', {}, `${name}: ${gap.state.replaceAll('_', ' ')}, ${effects[gap.effect]}`);
  });
  return element('ul', { class: 'missing' }, ...items);
}

function findLine(id, scorecard, policy) {
  const card = policy?.scorecards?.find((card) => card.id === scorecard);
  return card?.sections.flatMap(({ lines }) => lines).find((line) => line.id === id);
}

function lineName(id, scorecard, policy) {
  const line = findLine(id, scorecard, policy);
  return nameOf(line) ?? nameOf(policy?.metrics.find((metric) => metric.id === line?.metric)) ?? id;
}

function bandName(id, policy) {
  const bands = policy?.rating_scales?.flatMap(({ bands }) => bands);
  return nameOf(bands?.find((band) => band.id === id)) ?? id;
}

const nameOf = (thing) => (thing?.name === undefined ? undefined : inEnglish(thing.name));
const inEnglish = (text) => (typeof text === 'string' ? text : (text.en ?? Object.values(text)[0]));

/** What stands for a measured value: a rated line has ratings instead, another one the reason why it has none. */
function withoutActual(line) {
  return line.state === 'value' ? 'rated' : line.state.replaceAll('_', ' ');
}
