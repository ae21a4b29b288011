// node tests/conformance.mjs CASES [ENTRY]: every case through an entry of the package, byte for byte.
//
// An entry without some features is asked what it can answer. It may leave out a case, and each is counted, when it lacks
// the question, when it says `feature_missing`, or when what is expected is a problem inside a section that it skips.
import { failures, leftOut } from './cases.mjs';
import { readCases } from './flat.mjs';

const [, , directory, entry] = process.argv;
const hrcore = await import(entry ? `hrcore/${entry}` : 'hrcore');
const cases = readCases(directory);
const [asked, out] = entry ? leftOut(hrcore, cases) : [cases, ''];
const failed = failures(hrcore, asked);
for (const failure of failed) console.log(failure);
const name = entry ? `hrcore/${entry}` : 'Node';
console.log(`${asked.length - failed.length} of ${asked.length} cases in ${name} ${process.versions.node}${out}`);
process.exitCode = failed.length === 0 && asked.length > 0 ? 0 : 1;
