import type { Report } from '../../src/model/report.ts';

/** What a reader can fill in: each is the name of a thing that the run does not know and the reader does. */
const readersOwn: ReadonlySet<string> = new Set(['address', 'domain', 'file', 'id', 'name', 'region']);

/**
 * Words in angle brackets that a user would paste as they stand: any in a command or a record, and in a sentence those
 * that are not explained by their name, or that this run could fill in.
 */
export function blanks({ stages, target: { region } }: Report): readonly string[] {
  const findings = stages.flatMap(({ checks }) => checks).flatMap((check) => check.findings);
  return findings.flatMap(({ code, summary, impact, fix }) => [
    ...fix.flatMap(({ command, record }) =>
      [command ?? '', record?.value ?? '', record?.name ?? '']
        .filter((text) => /[<‹][a-z]/iu.test(text))
        .map((text) => `${code}: ${text}`),
    ),
    ...[summary, impact, ...fix.map(({ text }) => text)].flatMap((text) =>
      [...text.matchAll(/[<‹]([a-z][a-z0-9 _-]{0,40})[>›]/giu)]
        .filter(([, word = '']) => !readersOwn.has(word) || (word === 'region' && region !== null))
        .map(() => `${code}: ${text}`),
    ),
  ]);
}
