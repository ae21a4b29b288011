// npm install && node eligibility.mjs: who may move on at the end of June 2025, and what is missing.
import { Engine } from 'hrcore';

// Orders grow by 15 % three months in a row, and the examination is passed.
const engine = new Engine({
  schema_version: '1.1', id: 'parts-shop', version: '2025-1', effective_from: '2025-01-01',
  metrics: [{ id: 'orders', unit: 'count', direction: 'higher' }],
  scorecards: [],
  positions: [{ id: 'specialist' }, { id: 'supervisor' }],
  exams: [{ id: 'supervisor', pass_mark: 60 }],
  moves: [{
    id: 'to-supervisor', from: 'specialist', to: 'supervisor',
    requires: { all: [
      {
        metric: 'orders', growth: { versus: 'previous', change: 'relative' }, at_least: '15%',
        window: { consecutive: 3 },
      },
      { exam: 'supervisor' },
    ] },
  }],
});
const orders = (employee, ...values) =>
  values.map((value, index) => ({ metric: 'orders', employee, period: `2025-0${index + 3}`, value }));
const facts = {
  employees: ['e1', 'e2'].map((id) => ({ id, positions: [{ position: 'specialist', from: '2024-03-01' }] })),
  observations: [...orders('e1', 200, 230, 270, 320), ...orders('e2', 200, 200, 230, 276)],
  achievements: [{ employee: 'e1', exam: 'supervisor', date: '2025-05-20', mark: 82 }],
};

const { results } = engine.eligibility(facts, { as_of: '2025-06-30', lang: 'en' });
for (const { employee, moves } of results) {
  for (const { text } of moves) console.log(`${employee}: ${text}`);
}
