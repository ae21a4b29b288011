/**
 * The entry for scoring and forecasts: a smaller module with fewer questions, and the same answers to them.
 *
 * A policy and facts may be those of the whole. Sections about careers, plans and money are skipped: their JSON is
 * checked, and nothing else. What cannot be answered truly without the rest is refused with the code `feature_missing`:
 * metrics that are figures of plans or of training, and requests with a `viewer`.
 *
 * @example
 * ```ts
 * import { Engine } from 'hrcore/forecast';
 *
 * using engine = new Engine(policy);
 * const { series } = engine.forecast(facts, { as_of: '2025-06-30', metric: 'sales' });
 * ```
 *
 * @packageDocumentation
 */

import type { Document, Engine as Whole, Policy, TextAnswers as WholeAnswers } from '../index.js';

export type * from '../index.js';
export { HrcoreError, schemaVersion, version } from '../index.js';

/** What this entry answers. */
export type Question =
  | 'score'
  | 'progress'
  | 'explain'
  | 'calibrate'
  | 'rollup'
  | 'forecast'
  | 'headcount'
  | 'flows'
  | 'workforce';

/** The questions of an {@link Engine}, text out. */
export type TextAnswers = Pick<WholeAnswers, Question>;

/** A compiled policy, with one method per question. */
export interface Engine extends Pick<Whole, Question | 'dispose' | typeof Symbol.dispose> {
  /** The same questions, answered with the text of the document: the bytes that every binding of hrcore writes. */
  readonly text: TextAnswers;
}

/** Compiles a policy: one object, or the versions of one policy as an array. */
export const Engine: {
  /**
   * @throws {@link HrcoreError} with every problem of the policy at once.
   */
  new (policy: Document<Policy | readonly Policy[]>): Engine;
  readonly prototype: Engine;
};
