// The classes that callers see, over the glue in bindings.js. Nothing here runs on import, so that the slim entry
// can be handed its module later.
import * as bindings from './bindings.js';
import { HrcoreError, problem } from './error.js';

export { HrcoreError };

/** @type {string | undefined} */
export let version;
/** @type {string | undefined} */
export let schemaVersion;

/** Set once a call has trapped: the memory behind it can no longer be trusted. */
let stopped;

export function load(module) {
  bindings.initSync({ module });
  version = bindings.engineVersion();
  schemaVersion = bindings.schemaVersion();
}

/** Runs a call into the module, and nothing else: whatever is thrown in it but text is a trap. */
function call(run) {
  if (version === undefined) {
    throw problem('not_loaded', 'hrcore/slim has no module yet: call load(module) first');
  }
  if (stopped !== undefined) {
    throw problem('engine_stopped', 'an earlier call stopped the engine: load hrcore afresh', stopped);
  }
  try {
    return run();
  } catch (thrown) {
    if (typeof thrown === 'string') throw new HrcoreError(thrown);
    // A trap, out of memory or stack: it unwound nothing, so no later answer could be relied on.
    stopped = thrown;
    throw problem('engine_stopped', `the engine stopped: ${thrown?.message ?? thrown}`, thrown);
  }
}

const utf8 = new TextEncoder();
const loneSurrogate = /\p{Surrogate}/u;

/** The bytes of a document given as text, as bytes or as a value. */
function bytes(document, toText = JSON.stringify) {
  if (document === undefined) return new Uint8Array();
  // Not instanceof: bytes may come from another realm, such as a frame or a test runner's context.
  if (ArrayBuffer.isView(document)) {
    return new Uint8Array(document.buffer, document.byteOffset, document.byteLength);
  }
  // JSON.stringify writes the shortest digits that stand for a number, so 0.1 arrives as 0.1.
  const text = typeof document === 'string' ? document : (toText(document) ?? '');
  // TextEncoder would replace half a surrogate pair by U+FFFD, and with it change an id in silence.
  if (text.isWellFormed ? !text.isWellFormed() : loneSurrogate.test(text)) {
    throw problem('json_syntax', 'the text holds half of a surrogate pair, which is not Unicode');
  }
  return utf8.encode(text);
}

/**
 * JSON has no NaN or Infinity and JSON.stringify writes `null` for them, which in a policy would mean "no cap".
 */
function policyText(policy) {
  return JSON.stringify(policy, (key, value) => {
    if (typeof value === 'number' && !Number.isFinite(value)) {
      throw problem('number_invalid', `\`${key}\` is ${value}, which is not a decimal`);
    }
    return value;
  });
}

const scoring = ['score', 'progress', 'explain', 'calibrate', 'rollup'];
const further = [
  'eligibility', 'paths', 'assess', 'pipeline', 'procedure', 'review_policy',
  'plans', 'goals', 'training', 'may', 'jobs',
  'payouts', 'payout_curve', 'compare_payouts', 'points', 'alerts', 'cycle', 'appeal',
  'forecast', 'headcount', 'flows', 'workforce', 'goal_forecast',
  'attrition', 'fit_attrition', 'attrition_receipt',
  'retention',
];
const withFacts = [...scoring, 'receipt', ...further];
const ofPolicy = ['lint', 'normalise'];
// The module knows them by their numbers: QUESTIONS in src/lib.rs has the same order. A module that leaves one out says so.
const questions = [...scoring, 'receipt', ...ofPolicy, ...further];

export class Engine {
  #compiled;

  constructor(policy) {
    const document = bytes(policy, policyText);
    this.#compiled = call(() => new bindings.Compiled(document));
    /** The same questions, answered with the text of the document. */
    this.text = {};
    for (const question of withFacts) {
      this.text[question] = (facts, request) => {
        return this.#ask(question, bytes(facts), bytes(request));
      };
    }
    for (const question of ofPolicy) {
      this.text[question] = () => this.#ask(question, bytes(), bytes());
    }
    Object.freeze(this.text);
  }

  #ask(question, facts, request) {
    if (this.#compiled === undefined) {
      throw problem('engine_disposed', 'the engine has been disposed of: create a new one from the policy');
    }
    return call(() => this.#compiled.ask(questions.indexOf(question), facts, request));
  }

  dispose() {
    const compiled = this.#compiled;
    this.#compiled = undefined;
    if (stopped === undefined) compiled?.free();
  }
}

for (const question of withFacts) {
  define(question, function (facts, request) {
    return JSON.parse(this.text[question](facts, request));
  });
}
for (const question of ofPolicy) {
  define(question, function () {
    return JSON.parse(this.text[question]());
  });
}
// `using` looks for this name; runtimes without it have no `using` either.
if (Symbol.dispose) define(Symbol.dispose, Engine.prototype.dispose);

function define(name, value) {
  Object.defineProperty(Engine.prototype, name, { value, writable: true, configurable: true });
}

export function verifyText(receipt) {
  const document = bytes(receipt);
  return call(() => bindings.verify(document));
}

export function verify(receipt) {
  return JSON.parse(verifyText(receipt));
}
