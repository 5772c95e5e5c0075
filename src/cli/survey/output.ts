import { isUnjudged } from '../../survey/place-lines.ts';
import { open, rename, rm, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { safeJson } from '../../render/safe.ts';
import type { SurveyReport } from '../../survey/document.ts';
import type { IdentityLine, StateLine } from '../../survey/lines.ts';
import { type Lines, type Scope, scoped, whole } from '../../survey/scope.ts';
import type { Host } from '../host.ts';
import { filesByEnding, formatAmong, refuseBoth, type Unwritten, writing } from '../output.ts';

const formats = ['text', 'json', 'ndjson', 'csv', 'html', 'junit'] as const;
type SurveyFormat = (typeof formats)[number];

/** Where the report goes. */
export interface SurveyOutputs {
  stdout: SurveyFormat;
  files: readonly { path: string; format: SurveyFormat }[];
  quiet: boolean;
  verbose: boolean;
}

const endings: Readonly<Record<string, SurveyFormat>> = {
  ...{ json: 'json', ndjson: 'ndjson', csv: 'csv', html: 'html', htm: 'html', xml: 'junit', txt: 'text' },
};

/** Validates --format and --output. Throws `UsageError` before anything is asked. */
export function surveyOutputs(flags: {
  format?: string;
  json?: true;
  output: readonly string[];
  quiet?: true;
  verbose?: true;
}): SurveyOutputs {
  refuseBoth(flags);
  const known = formatAmong(flags, formats);
  return {
    stdout: known,
    files: filesByEnding(flags.output, endings, '.json .ndjson .csv .html .xml or .txt'),
    quiet: flags.quiet === true,
    verbose: flags.verbose === true,
  };
}

/** Writes the report everywhere. A file appears whole or not at all; one that cannot be written is told of, and no more. */
export async function writeSurvey(
  report: SurveyReport,
  { lines, scope }: Rows,
  outputs: SurveyOutputs,
  host: Host,
): Promise<readonly Unwritten[]> {
  const { columns, colorLevel } = host;
  const rows = { lines, scope };
  // The screen first: hours of looking must not be lost to a disk that is full.
  for await (const piece of rendered(report, rows, outputs.stdout, { ...outputs, columns, colorLevel }))
    host.stdout(piece);
  const failed: Unwritten[] = [];
  for (const { path: named, format } of outputs.files) {
    const path = resolve(host.history.start.workingFolder, named);
    const pieces = rendered(report, rows, format, { ...outputs, columns: 100, colorLevel: 0 });
    failed.push(...(await writing('--output', named, () => writeWhole(path, pieces))));
  }
  return failed;
}

/** Writes a file beside its place and moves it there. A pipe or a device is written as it is. */
async function writeWhole(path: string, pieces: AsyncIterable<string>): Promise<void> {
  const isThere = (await stat(path).catch(() => null))?.isFile() === false;
  const part = isThere ? path : `${path}.part-${Math.random().toString(36).slice(2, 10)}`;
  try {
    const file = await open(part, 'w');
    try {
      // A single write may end in the middle where the disk is full (write(2)).
      for await (const piece of pieces) await file.appendFile(piece);
    } finally {
      await file.close();
    }
    if (!isThere) await rename(part, path);
  } catch (error) {
    if (!isThere) await rm(part, { force: true });
    throw error;
  }
}

/** What a report is made of beside the document. */
interface Rows {
  lines: Lines;
  scope: Scope;
}

async function* identitiesIn(lines: AsyncIterable<StateLine>): AsyncGenerator<IdentityLine> {
  for await (const line of lines) if (line.kind === 'identity') yield line;
}

async function* rendered(
  report: SurveyReport,
  { lines: all, scope }: Rows,
  format: SurveyFormat,
  options: { columns: number; colorLevel: 0 | 1 | 2 | 3; quiet: boolean; verbose: boolean },
): AsyncGenerator<string> {
  const lines = (): AsyncIterable<IdentityLine> => identitiesIn(scoped(all, scope));
  switch (format) {
    case 'json':
      yield `${safeJson(report, 2)}\n`;
      return;
    case 'ndjson':
      for await (const line of whole(all, scope)) {
        if (line.kind === 'listing' || line.kind === 'tenants') continue;
        const { kind, ...rest } = line;
        const worst = line.kind === 'place' && isUnjudged(line) ? { worst: null } : {};
        yield `${safeJson({ type: kind, ...rest, ...worst })}\n`;
      }
      yield `${safeJson({ type: 'report', ...report })}\n`;
      return;
    case 'csv':
      yield* (await import('../../survey/render/csv.ts')).renderSurveyCsv(whole(all, scope));
      return;
    case 'html':
      yield await (await import('../../survey/render/html.ts')).renderSurveyHtml(report, lines);
      return;
    case 'junit':
      yield (await import('../../survey/render/junit.ts')).renderSurveyJunit(report);
      return;
    case 'text':
      yield (await import('../../survey/render/text.ts')).renderSurveyText(report, options);
  }
}
