import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { XMLValidator } from 'fast-xml-parser';

/** Whether libxml2's xmllint is here; without it only well-formedness is looked at. */
export const hasXmllint = spawnSync('xmllint', ['--version']).status === 0;

/** What is wrong with a JUnit file: it is not well-formed, or not what CI servers read. Null when nothing. */
export function junitFaults(text: string): string | null {
  // Its successor is a package of its own with three more behind it.
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  const wellFormed = XMLValidator.validate(text);
  if (wellFormed !== true) return JSON.stringify(wellFormed.err);
  if (!hasXmllint) return null;
  const schema = join(import.meta.dirname, 'junit.xsd');
  const args = ['--noout', '--nonet', '--huge', '--schema', schema, '-'];
  const { status, stderr } = spawnSync('xmllint', args, { input: text, encoding: 'utf8' });
  return status === 0 ? null : stderr;
}
