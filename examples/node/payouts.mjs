// npm install && node payouts.mjs: what two sales people earn in June 2025, before and after a return.
import { Engine } from 'hrcore';

// 2 % up to 100 000, and 3 % of everything beyond that.
const engine = new Engine({
  schema_version: '1.3', id: 'shop', version: '2025-1', effective_from: '2025-01-01',
  metrics: [], scorecards: [], positions: [{ id: 'seller' }],
  commissions: [{
    id: 'sales', currency: 'CNY', tiers: { apply: 'whole', steps: [{ upto: 100000, rate: '2%' }, { rate: '3%' }] },
  }],
});
const period = '2025-06';
const facts = {
  employees: ['e1', 'e2'].map((id) => ({ id, positions: [{ position: 'seller', from: '2024-03-01' }] })),
  sales: [
    { id: 's1', employee: 'e1', date: '2025-06-03', amount: 120000, currency: 'CNY' },
    { id: 's2', employee: 'e2', date: '2025-06-10', amount: '80000.50', currency: 'CNY' },
  ],
  payments: [],
};
const ask = () => engine.payouts(facts, { period, lang: 'en' }).lines;

for (const { rule, employee, amount, currency, text } of ask()) {
  console.log(employee, amount, currency, text);
  facts.payments.push({ rule, employee, period, amount, currency });
}
// Paid, and then a part comes back: 90 000 earn 1 800, so that 1 800 of 3 600 come back as well.
facts.sales.push({ id: 'r1', returns: 's1', date: '2025-06-28', amount: -30000, currency: 'CNY' });
for (const { employee, posting, amount, currency, text } of ask()) console.log(employee, posting, amount, currency, text);
