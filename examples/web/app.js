// Scores what stands in the two text areas, and shows the answer.
import { Engine, HrcoreError, schemaVersion, version } from 'hrcore';
import { problemList, resultCard } from './view.js';

const byId = (id) => document.getElementById(id);

function score() {
  const results = byId('results');
  const status = byId('status');
  results.replaceChildren();
  let engine;
  try {
    engine = new Engine(byId('policy').value);
    const answer = engine.score(byId('facts').value, { period: byId('period').value.trim() });
    // Names are not in the answer: they are the host's, by id.
    const policy = [engine.normalise()].flat().find(({ version }) => version === answer.policy.version);
    const facts = JSON.parse(byId('facts').value);
    status.textContent = `${answer.period}, by ${answer.policy.id} ${answer.policy.version}: ${answer.results.length} people`;
    results.append(...answer.results.map((result) => resultCard(result, policy, facts)));
    if (answer.problems.length > 0) results.append(problemList('Records left out', answer.problems));
  } catch (error) {
    if (!(error instanceof HrcoreError)) throw error;
    status.textContent = engine === undefined ? 'The policy is refused.' : 'The facts or the period are refused.';
    results.append(problemList('What to put right', error.problems));
  } finally {
    engine?.dispose();
  }
}

byId('form').addEventListener('submit', (event) => {
  event.preventDefault();
  score();
});
byId('version').textContent = `hrcore ${version}, documents ${schemaVersion}`;

for (const name of ['policy', 'facts']) {
  byId(name).value = await (await fetch(`${name}.json`)).text();
}
score();
