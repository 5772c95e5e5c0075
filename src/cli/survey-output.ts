import { rename, rm, open } from 'node:fs/promises';
import { resolve } from 'node:path';
import { safeJson } from '../render/safe.ts';
import type { SurveyReport } from '../survey/document.ts';
import type { IdentityLine, StateLine } from '../survey/lines.ts';
import type { Host } from './host.ts';
import { filesByEnding, formatAmong, refuseBoth } from './output.ts';
import { UsageError } from './usage-error.ts';
import { show } from './values.ts';

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

/** The lines of a survey, from the first, as often as a format asks for them. */
type Lines = () => AsyncIterable<StateLine>;

async function* identitiesIn(lines: AsyncIterable<StateLine>): AsyncGenerator<IdentityLine> {
  for await (const line of lines) if (line.kind === 'identity') yield line;
}

/** Writes the report everywhere. A file appears whole or not at all. */
export async function writeSurvey(
  report: SurveyReport,
  lines: Lines,
  outputs: SurveyOutputs,
  host: Host,
): Promise<void> {
  for (const { path: named, format } of outputs.files) {
    const path = resolve(host.history.start.workingFolder, named);
    const part = `${path}.part-${Math.random().toString(36).slice(2, 10)}`;
    try {
      const file = await open(part, 'w');
      try {
        for await (const piece of rendered(report, lines, format, {
          ...outputs,
          columns: 100,
          colorLevel: 0,
        }))
          await file.write(piece);
      } finally {
        await file.close();
      }
      await rename(part, path);
    } catch (error) {
      await rm(part, { force: true });
      throw new UsageError(
        `--output: cannot write ${show(named)}: ${error instanceof Error ? error.message : String(error)}`,
      );
    }
  }
  const { columns, colorLevel } = host;
  for await (const piece of rendered(report, lines, outputs.stdout, { ...outputs, columns, colorLevel }))
    host.stdout(piece);
}

async function* rendered(
  report: SurveyReport,
  all: Lines,
  format: SurveyFormat,
  options: { columns: number; colorLevel: 0 | 1 | 2 | 3; quiet: boolean; verbose: boolean },
): AsyncGenerator<string> {
  const lines = (): AsyncIterable<IdentityLine> => identitiesIn(all());
  switch (format) {
    case 'json':
      yield `${safeJson(report, 2)}\n`;
      return;
    case 'ndjson':
      for await (const line of all()) {
        if (line.kind === 'listing' || line.kind === 'tenants') continue;
        const { kind, ...rest } = line;
        yield `${safeJson({ type: kind, ...rest })}\n`;
      }
      yield `${safeJson({ type: 'report', ...report })}\n`;
      return;
    case 'csv':
      yield* (await import('../survey/render/csv.ts')).renderSurveyCsv(all());
      return;
    case 'html':
      yield await (await import('../survey/render/html.ts')).renderSurveyHtml(report, lines);
      return;
    case 'junit':
      yield (await import('../survey/render/junit.ts')).renderSurveyJunit(report);
      return;
    case 'text':
      yield (await import('../survey/render/text.ts')).renderSurveyText(report, options);
  }
}
