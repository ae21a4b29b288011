// One class of error for both entries.
export * from '../error.js';
