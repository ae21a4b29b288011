export class HrcoreError extends Error {
  /** @param {string} text the problems as hrcore wrote them */
  constructor(text, options) {
    const { problems } = JSON.parse(text);
    super(describe(problems), options);
    this.text = text;
    this.problems = problems;
    this.code = problems[0].code;
    this.path = problems[0].pointer;
  }

  get name() {
    return 'HrcoreError';
  }
}

/** An error of the package itself, in the form of all others. */
export function problem(code, message, cause) {
  const text = JSON.stringify({ problems: [{ code, pointer: '', message }] });
  return new HrcoreError(text, cause === undefined ? undefined : { cause });
}

function describe(problems) {
  const [{ code, pointer, message, hint }] = problems;
  const place = pointer === '' ? '' : ` at ${pointer}`;
  const help = hint === undefined ? '' : ` (${hint})`;
  const others = problems.length === 1 ? '' : `, and ${problems.length - 1} more`;
  return `${code}${place}: ${message}${help}${others}`;
}
