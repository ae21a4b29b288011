// One class of error for all entries.
export * from '../error.js';
