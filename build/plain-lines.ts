import { createRequire } from 'node:module';
import { basename } from 'node:path';
import type { Metafile } from 'esbuild';
import type { BundledFile } from './packs.ts';

/** Lines as people paste them most: a reply of SES to a login and to a message, a connection, an error of the API. */
const lines: readonly string[] = [
  '535 Authentication Credentials Invalid',
  '554 Message rejected: Email address is not verified.',
  '454 Throttling failure: Maximum sending rate exceeded.',
  'connect ETIMEDOUT 52.28.63.81:587',
  'An error occurred (AccessDenied) when calling the SendEmail operation',
];

/**
 * The chunks of the reader that none of these lines runs, found by reading them: what reads prose and replies of receivers, and tables
 * of rare errors. They are half of what a line would have to read from the disk; a text that needs them waits a millisecond for a
 * second file.
 */
export function seldomRun(
  files: readonly BundledFile[],
  { outputs }: Metafile,
  reader: string,
): ReadonlySet<string> {
  const texts = new Map(files.map(({ path, text }) => [basename(path), text]));
  const loaded = new Map<string, { exports: unknown }>();
  const fromNode = createRequire(import.meta.url);
  const load = (id: string): unknown => {
    const name = basename(id);
    const text = texts.get(name);
    if (text === undefined) return fromNode(id) as unknown;
    let module = loaded.get(name);
    if (module === undefined) {
      module = { exports: {} };
      loaded.set(name, module);
      // eslint-disable-next-line @typescript-eslint/no-implied-eval, @typescript-eslint/no-unsafe-call -- CommonJS that this build has made
      new Function('module', 'exports', 'require', text)(module, module.exports, load);
    }
    return module.exports;
  };
  const { readSymptom } = load(reader) as { readSymptom: (text: string, about: object) => object };
  for (const line of lines) readSymptom(line, { region: null });
  const isOfReader = (path: string): boolean => {
    const modules = Object.keys(outputs[path]?.inputs ?? {});
    return modules.length > 0 && modules.every((module) => module.startsWith('src/symptom/'));
  };
  return new Set(
    Object.keys(outputs)
      .filter(isOfReader)
      .map((path) => basename(path))
      .filter((name) => !loaded.has(name)),
  );
}
