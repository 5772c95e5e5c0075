import { readJson } from './template/json-position.ts';

/** The value of a JSON file that somebody wrote by hand. Throws an `Error` that says in plain words where it breaks off. */
export function ownJson(text: string): unknown {
  const reading = readJson(text.replace(/^\uFEFF/, ''));
  if (reading.kind !== 'broken') return reading.value;
  throw new Error(
    text.trim() === ''
      ? 'the file is empty'
      : `this is not JSON: line ${String(reading.line)}, column ${String(reading.column)}: ${reading.problem}`,
  );
}
