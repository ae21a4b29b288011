// The conformance cases in their flat form, for every test that runs them. No imports: the browser loads this too.

export const fields = ['policy', 'facts', 'request', 'receipt', 'expected'];

/** The answer of this door to a case, as text. */
export function answer({ Engine, HrcoreError, verifyText }, { question, policy, facts, request, receipt }) {
  let engine;
  try {
    if (question === 'verify') return verifyText(receipt ?? new Uint8Array());
    engine = new Engine(policy ?? new Uint8Array());
    return question === 'compile' ? '{}' : engine.text[question](facts, request);
  } catch (error) {
    if (!(error instanceof HrcoreError)) throw error;
    return error.text;
  } finally {
    engine?.dispose();
  }
}

/** Runs all cases; the failures, in words, each from shortly before its first difference. */
export function failures(hrcore, cases) {
  const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });
  return cases.flatMap((one) => {
    const expected = utf8.decode(one.expected);
    const got = answer(hrcore, one);
    if (got === expected) return [];
    const differs = expected.split('').findIndex((letter, at) => letter !== got[at]);
    const part = (text) => text.slice(Math.max(0, differs - 100), differs + 200);
    return [`${one.id} (${one.question})\n  expected …${part(expected)}…\n  got      …${part(got)}…`];
  });
}

const empty = {
  schema_version: '1.0', id: 'none', version: '1', effective_from: '2025-01-01', metrics: [], scorecards: [], positions: [],
};

/** The sections that a smaller entry skips, by the questions that it lacks. */
const sections = {
  eligibility:
    'courses|exams|certificates|awards|event_kinds|competencies|assessments|moves|procedures|pipeline|' +
    'plan_templates|plan_tracking|goal_review|training|actions|bonuses|commissions|pay_rules|points|budgets|alerts|cycle|' +
    'positions/[0-9]+/(reports_to|competencies|key|duties|authority|objectives)|' +
    'appraisals|events|achievements|vacancies|cases|plans|plan_updates|milestones|objectives|objective_updates|' +
    'required_courses|sales|payments|draw_balances|pay|attendance|point_entries|alert_states',
  forecast: 'seasons|dated_events|headcount|staff_flows|workforce|requisitions',
  attrition: 'attrition',
};

/** What is expected where promotions are unknown: all but the rate of them. */
function withoutPromotions(expected) {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(expected);
  return new TextEncoder().encode(text.replaceAll(/,\{"figure":"promotion_rate"[^{}]*\}/g, ''));
}

/** The cases that a smaller entry can answer, and how many it cannot, in words. */
export function leftOut(hrcore, cases) {
  const utf8 = new TextDecoder();
  const { text } = new hrcore.Engine(empty);
  const lacks = (question) => {
    try {
      text[question]('{}', '{}');
    } catch (error) {
      return error.code === 'feature_missing';
    }
    return false;
  };
  const names = Object.keys(text).filter((question) => !lacks(question));
  const questions = ['compile', ...names];
  const left = Object.entries(sections).flatMap(([question, names]) => (lacks(question) ? [names] : []));
  const skipped = new RegExp(`^(/document/policy|/document/facts)?(/[0-9]+)?/(${left.join('|')})(/|$)`);
  const out = { question: 0, feature: 0, section: 0 };
  const asked = cases.filter((one) => {
    const problems = JSON.parse(utf8.decode(one.expected)).problems ?? [];
    const reason = !questions.includes(one.question) ? 'question'
      : problems.some(({ pointer }) => skipped.test(pointer)) ? 'section'
      : answer(hrcore, one).includes('"code":"feature_missing"') ? 'feature'
      : undefined;
    if (reason) out[reason] += 1;
    return reason === undefined;
  }).map((one) => (lacks('eligibility') ? { ...one, expected: withoutPromotions(one.expected) } : one));
  return [
    asked,
    `; left out: ${out.question} of other questions, ${out.feature} for a missing feature, ` +
      `${out.section} about problems of skipped sections`,
  ];
}
