// Reads the flat cases of a directory: DIR/list.txt, and a folder of files per case.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fields } from './cases.mjs';

export function readCases(directory) {
  const ids = readFileSync(join(directory, 'list.txt'), 'utf8').split('\n').filter(Boolean);
  if (ids.length === 0) throw new Error(`${directory}/list.txt names no cases`);
  return ids.map((id) => {
    const one = { id, question: readFileSync(join(directory, id, 'question'), 'utf8').trim() };
    for (const field of fields) {
      const file = join(directory, id, field);
      if (existsSync(file)) one[field] = readFileSync(file);
    }
    if (one.expected === undefined) throw new Error(`${id} has no expected answer`);
    return one;
  });
}
