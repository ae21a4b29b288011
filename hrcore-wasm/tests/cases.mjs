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
