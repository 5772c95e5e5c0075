import { resolve } from 'node:path';
import type { FailOn } from '../model/report.ts';
import { nearest } from '../model/edit-distance.ts';
import { symptomCodes } from '../knowledge/symptom-codes.ts';
import { parseBaseline, parseIgnores, serializeBaseline } from '../gate/files.ts';
import { type Accepted, baselineOfProblems } from '../gate/problems.ts';
import { eventTypes } from '../history/columns.ts';
import type { HistoryReport } from '../history/document.ts';
import { questionNames, type QuestionName } from '../history/answers.ts';
import type { LakeFlags } from '../history/athena/open-table.ts';
import type { Engine } from '../history/engine.ts';
import { HistoryFault, HistoryInterrupted } from '../history/failure.ts';
import { dimensions, type Dimension } from '../history/dimensions.ts';
import type { Request, World } from '../history/run.ts';
import type { Host } from './host.ts';
import { isInterrupted, signalCode, signalsDelivered } from './interruption.ts';
import { historyAws, lakeFlags, mustFit, type HistoryAwsFlags } from './history-aws.ts';
import { parsed } from './gate-files.ts';
import { tryOutputs, writing } from './output.ts';
import { historyOutputs, writeHistory } from './history-output.ts';
import { UsageError } from './usage-error.ts';
import * as values from './values.ts';

/** The flags of `history` as commander hands them over. */
export interface HistoryFlags extends HistoryAwsFlags {
  since?: string;
  until?: string;
  by?: string;
  where: string[];
  question: string[];
  recipient?: string;
  messageId?: string;
  cache?: string;
  format?: string;
  json?: true;
  output: string[];
  table?: string;
  failOn?: FailOn;
  ignoreFile?: string;
  baseline?: string;
  writeBaseline?: string;
  quiet?: true;
  verbose?: true;
  color: boolean;
}

/** `ses-doctor history`: what happened to the mail, from event records. */
export async function historyCommand(
  words: readonly string[],
  flags: HistoryFlags,
  host: Host,
): Promise<number> {
  const outputs = historyOutputs(flags, host);
  await tryOutputs(outputs, host);
  const now = host.now();
  const cut = {
    from: flags.since === undefined ? null : time(flags.since, '--since', now),
    to: flags.until === undefined ? null : time(flags.until, '--until', now),
    where: flags.where.flatMap((pair) => condition(pair)),
  };
  if (cut.from !== null && cut.to !== null && cut.from >= cut.to)
    throw new UsageError(
      `--since ${values.show(flags.since ?? '')} is not before --until: the range holds nothing`,
    );
  if (cut.from !== null && cut.from > now.toISOString())
    throw new UsageError(
      `--since ${values.show(flags.since ?? '')} lies in the future: the range holds nothing`,
    );
  const accepted = await acceptedOf(flags, host);
  // The room of the engine, loaded by this command alone.
  const { openFiles } = await import('../history/open-files.ts');
  const { sourcesOf } = await import('../history/sources.ts');
  const { asksOf } = await import('../history/plan.ts');
  const { reportOf } = await import('../history/run.ts');
  const lake = lakeFlags(flags);
  const progress = host.progress === null || flags.quiet === true ? null : await host.progress();
  try {
    if (flags.printDdl === true) return await printDdl(words, host);
    const sources = await sourcesOf(words, host.history.start.workingFolder);
    mustFit(sources, flags);
    const request: Request = {
      sources,
      named: words,
      run: { region: flags.region ?? null, profile: flags.profile ?? null },
      questions: questionsOf(flags),
      cut,
      where: flags.where,
      causes: flags.where.flatMap((pair) =>
        pair.startsWith('cause=') ? [pair.slice('cause='.length).trim()] : [],
      ),
      by: dimensionsOf(flags.by),
      recipient: flags.recipient === undefined ? null : values.address(flags.recipient, '--recipient'),
      messageId: flags.messageId === undefined ? null : values.messageId(flags.messageId, '--message-id'),
      cache: flags.cache === undefined ? null : cacheFolder(flags.cache, host),
      failOn: flags.failOn ?? null,
      accepted,
      writesBaseline: flags.writeBaseline !== undefined,
    };
    const world: World = {
      ...host.history,
      version: host.version,
      now: host.now,
      standardInput: () => host.read('-'),
      interrupted: host.interrupted,
      progress: (text) => progress?.show(text),
      aws: async () => (await historyAws(flags, host)).aws,
      checks: (await host.history.stage()).checks,
    };
    const [table] = sources;
    const engine =
      table?.kind === 'athena'
        ? await openLake(table, { request, lake, world }, flags, host)
        : await openFiles(request.sources, asksOf(request), request, world);
    try {
      const report = await reportOf(request, engine, world);
      await signalsDelivered();
      if (isInterrupted(host)) throw new HistoryInterrupted();
      progress?.stop();
      const exitCode = await writeHistory(report, outputs, host);
      return await baselineWritten(report, flags, exitCode, host);
    } finally {
      await engine.close();
    }
  } catch (error) {
    progress?.stop();
    if (error instanceof HistoryInterrupted || isInterrupted(host)) {
      if (error instanceof HistoryInterrupted && error.message !== '')
        host.stderr(`ses-doctor: ${error.message}\n`);
      return signalCode(host);
    }
    if (error instanceof HistoryFault) throw new UsageError(error.message);
    throw error;
  }
}

/** An empty variable of a script must not put the cache into the working directory. */
function cacheFolder(named: string, host: Host): string {
  if (named.trim() === '')
    throw new UsageError('--cache: name a folder, for example --cache ~/.cache/ses-events');
  return resolve(host.history.start.workingFolder, named);
}

/** What --ignore-file and --baseline accept. A config file that merely lies there is not read. */
async function acceptedOf({ ignoreFile, baseline }: HistoryFlags, host: Host): Promise<Accepted> {
  return {
    ignores: ignoreFile === undefined ? [] : await parsed(host, ignoreFile, '--ignore-file', parseIgnores),
    baseline: baseline === undefined ? null : await parsed(host, baseline, '--baseline', parseBaseline),
  };
}

/** Writes --write-baseline, unless the run was cut off. Returns the exit code. */
async function baselineWritten(
  { problems }: HistoryReport,
  { writeBaseline: path }: HistoryFlags,
  exitCode: number,
  host: Host,
): Promise<number> {
  if (path === undefined || isInterrupted(host)) return exitCode;
  const unwritten = await writing('--write-baseline', path, () =>
    host.write(path, serializeBaseline(baselineOfProblems(problems))),
  );
  for (const line of unwritten) host.stderr(`ses-doctor: ${line}\n`);
  return unwritten.length > 0 ? 2 : exitCode;
}

/** Asks Athena. What it costs is told before the first query. */
async function openLake(
  table: { database: string; table: string },
  { request, lake, world }: { request: Request; lake: LakeFlags; world: World },
  flags: HistoryAwsFlags,
  host: Host,
): Promise<Engine> {
  const { openTable } = await import('../history/athena/open-table.ts');
  const { asksOf } = await import('../history/plan.ts');
  return await openTable(table, asksOf(request), request.cut, lake, {
    ...world,
    ...(await historyAws(flags, host)),
    pause: host.pause,
  });
}

/** `--print-ddl`: a bucket that is named beside the table stands in it. */
async function printDdl(words: readonly string[], host: Host): Promise<number> {
  const { ddlOf } = await import('../history/athena/ddl.ts');
  const { sourcesOf } = await import('../history/sources.ts');
  const named = [];
  for (const word of words) named.push(...(await sourcesOf([word], host.history.start.workingFolder)));
  const table = named.find((one) => one.kind === 'athena');
  const bucket = named.find((one) => one.kind === 's3');
  if (table?.kind !== 'athena')
    throw new UsageError('--print-ddl: name the table to write: athena:database.table');
  host.stdout(ddlOf(table, bucket?.kind === 's3' ? `s3://${bucket.bucket}/${bucket.prefix}` : null));
  return 0;
}

function questionsOf({ question, by, recipient, messageId }: HistoryFlags): readonly QuestionName[] {
  const asked = question.map((name) => {
    const known = questionNames.find((one) => one === name);
    if (known === undefined)
      throw new UsageError(`--question: ${values.show(name)} is none of ${questionNames.join(', ')}`);
    return known;
  });
  if (asked.length > 0) return asked;
  // Who asks for one table or one recipient wants that.
  return by === undefined && recipient === undefined && messageId === undefined ? questionNames : [];
}

function dimensionsOf(by: string | undefined): readonly Dimension[] {
  if (by === undefined) return [];
  const names = [...new Set(by.split(',').map((name) => name.trim()))];
  return names.map((name) => {
    if (!isDimension(name))
      throw new UsageError(`--by: ${values.show(name)} is none of ${Object.keys(dimensions).join(', ')}`);
    return name;
  });
}

const isDimension = (name: string): name is Dimension => Object.hasOwn(dimensions, name);

function condition(
  pair: string,
): readonly { dimension: Exclude<Dimension, 'cause' | 'day' | 'hour'>; value: string }[] {
  const at = pair.indexOf('=');
  const name = pair.slice(0, Math.max(0, at));
  const value = pair.slice(at + 1).trim();
  if (!isDimension(name) || name === 'day' || name === 'hour' || value === '')
    throw new UsageError(
      `--where: write ${values.show(pair)} as key=value with one of ${Object.keys(dimensions)
        .filter((one) => one !== 'day' && one !== 'hour')
        .join(', ')}`,
    );
  if (name === 'cause') {
    if (!symptomCodes.includes(value)) {
      const near = symptomCodes.find((code) => code.endsWith(`/${value}`)) ?? nearest(value, symptomCodes, 4);
      throw new UsageError(
        `--where: ${values.show(value)} is not a cause${near === null ? '; ses-doctor checks lists them' : `; did you mean ${near}?`}`,
      );
    }
    return [];
  }
  if (name !== 'type') return [{ dimension: name, value }];
  const types = Object.values(eventTypes);
  const type = types.find((one) => one.toLowerCase() === value.toLowerCase().replaceAll(/[ _-]/g, ''));
  if (type === undefined)
    throw new UsageError(
      `--where: ${values.show(value)} is not a type of event; types are ${types.join(', ')}`,
    );
  return [{ dimension: name, value: type }];
}

/** `2026-11-01`, a time in UTC or with its zone, or so long ago (`14d`). As ISO. */
function time(text: string, flag: string, now: Date): string {
  const ago = /[a-z]$/i.test(text) ? values.secondsIn(text) : null;
  if (ago !== null && ago > 0) return new Date(now.getTime() - ago * 1000).toISOString();
  const isTime = /^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?(?:Z|[+-]\d\d:?\d\d)?)?$/.test(
    text,
  );
  const zoned = /(?:Z|[+-]\d\d:?\d\d)$/.test(text) || text.length === 10 ? text : `${text}Z`;
  // JavaScript takes the 30th of February for the 2nd of March.
  const day = new Date(`${text.slice(0, 10)}T00:00:00Z`);
  const exists = !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text.slice(0, 10));
  const parsed = isTime && exists ? Date.parse(zoned.replace(' ', 'T')) : NaN;
  if (Number.isNaN(parsed))
    throw new UsageError(`${flag}: write ${values.show(text)} as 2026-11-01, 2026-11-01T09:00Z or 14d`);
  return new Date(parsed).toISOString();
}
