// The cases as the page's server hands them out.
import { fields } from '../cases.mjs';

export async function fetchCases() {
  const cases = await (await fetch('/cases.json')).json();
  for (const one of cases) {
    for (const field of fields) {
      if (one[field] !== undefined) {
        one[field] = Uint8Array.from(atob(one[field]), (character) => character.charCodeAt(0));
      }
    }
  }
  return cases;
}
