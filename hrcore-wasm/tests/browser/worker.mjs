import * as hrcore from '/dist/index.js';
import { failures } from '../cases.mjs';
import { fetchCases } from './fetched.mjs';

postMessage(failures(hrcore, await fetchCases()));
