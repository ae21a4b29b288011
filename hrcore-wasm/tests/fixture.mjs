// One employee of an online shop, June 2025. By hand: sales 112000/100000 is capped at 100, × 40 % = 40;
// ROI 112000/40000 = 2.8 of 3 gives 280/3, × 40 % = 112/3; teamwork 4 of 5 gives 80, × 20 % = 16.
// Total 40 + 112/3 + 16 = 280/3 = 93.33…, in the band from 85.
export const policy = {
  schema_version: '1.0',
  id: 'parts-shop',
  version: '2025-1',
  effective_from: '2025-01-01',
  metrics: [
    { id: 'sales', unit: 'money', currency: 'CNY', direction: 'higher', source: 'shop' },
    { id: 'ad_cost', unit: 'money', currency: 'CNY', direction: 'lower', source: 'shop' },
    { id: 'ad_roi', unit: 'multiple', direction: 'higher', formula: 'sales / ad_cost' },
    { id: 'teamwork', unit: 'score', direction: 'higher', source: 'raters' },
  ],
  rating_scales: [
    {
      id: 'standard',
      bands: [
        { id: 'excellent', from: 85, coefficient: '1.2' },
        { id: 'good', from: 60, to: 85, coefficient: '1' },
        { id: 'unsatisfactory', to: 60, coefficient: '0.8' },
      ],
    },
  ],
  scorecards: [
    {
      id: 'operations',
      sections: [
        {
          id: 'main',
          lines: [
            { id: 'sales', metric: 'sales', weight: 40, target: 100000, method: { kind: 'ratio' } },
            { id: 'roi', metric: 'ad_roi', weight: 40, target: 3, method: { kind: 'ratio' } },
            {
              id: 'teamwork',
              metric: 'teamwork',
              weight: 20,
              method: { kind: 'rated', raters: [{ kind: 'supervisor', weight: 100 }], scale: { max: 5 } },
            },
          ],
        },
      ],
    },
  ],
  positions: [{ id: 'operator', scorecard: 'operations' }],
};

export const facts = {
  schema_version: '1.0',
  employees: [{ id: 'e1', positions: [{ position: 'operator', from: '2024-03-01' }] }],
  observations: [
    { metric: 'sales', employee: 'e1', period: '2025-06', value: '112000' },
    { metric: 'ad_cost', employee: 'e1', period: '2025-06', value: 40000 },
  ],
  ratings: [{ metric: 'teamwork', employee: 'e1', period: '2025-06', rater: 'supervisor', value: 4 }],
};

export const request = { period: '2025-06' };

export const expected = { total: '93.33', total_exact: '280/3', band: 'excellent', coefficient: '1.2' };
