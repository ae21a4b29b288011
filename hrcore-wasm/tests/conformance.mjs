// node tests/conformance.mjs CASES: every case through the package, byte for byte.
import * as hrcore from 'hrcore';
import { failures } from './cases.mjs';
import { readCases } from './flat.mjs';

const cases = readCases(process.argv[2]);
const failed = failures(hrcore, cases);
for (const failure of failed) console.log(failure);
console.log(`${cases.length - failed.length} of ${cases.length} cases in Node ${process.versions.node}`);
process.exitCode = failed.length === 0 ? 0 : 1;
