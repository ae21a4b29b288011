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

/** Runs all cases; the failures, in words. */
export function failures(hrcore, cases) {
  const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });
  return cases.flatMap((one) => {
    const expected = utf8.decode(one.expected);
    const got = answer(hrcore, one);
    return got === expected ? [] : [`${one.id} (${one.question})\n  expected ${expected}\n  got      ${got}`];
  });
}

/** The sections that `hrcore/score` skips. */
const skipped = new RegExp(
  '^(/document/policy|/document/facts)?(/[0-9]+)?/(' +
    'courses|exams|certificates|awards|event_kinds|competencies|assessments|moves|procedures|pipeline|' +
    'plan_templates|plan_tracking|goal_review|training|actions|bonuses|commissions|pay_rules|points|budgets|alerts|cycle|' +
    'positions/[0-9]+/(reports_to|competencies|key|duties|authority|objectives)|' +
    'appraisals|events|achievements|vacancies|cases|plans|plan_updates|milestones|objectives|objective_updates|' +
    'required_courses|sales|payments|draw_balances|pay|attendance|point_entries|alert_states)(/|$)',
);

const questions = ['compile', 'score', 'progress', 'explain', 'calibrate', 'rollup'];

/** The cases that an entry for scoring alone can answer, and how many it cannot, in words. */
export function leftOut(hrcore, cases) {
  const utf8 = new TextDecoder();
  const out = { question: 0, feature: 0, section: 0 };
  const asked = cases.filter((one) => {
    const problems = JSON.parse(utf8.decode(one.expected)).problems ?? [];
    const reason = !questions.includes(one.question) ? 'question'
      : problems.some(({ pointer }) => skipped.test(pointer)) ? 'section'
      : answer(hrcore, one).includes('"code":"feature_missing"') ? 'feature'
      : undefined;
    if (reason) out[reason] += 1;
    return reason === undefined;
  });
  return [
    asked,
    `; left out: ${out.question} of other questions, ${out.feature} for a missing feature, ` +
      `${out.section} about problems of skipped sections`,
  ];
}
