import { commandOfRun } from '../../src/model/command-run.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HistoryReport } from '../../src/history/document.ts';
import type { Finding, Report } from '../../src/model/report.ts';
import { renderHistoryText } from '../../src/history/render/text.ts';
import { renderText } from '../../src/render/text/text.ts';
import { stageCounts, tally } from '../../src/render/words.ts';
import { buildIfNeeded } from '../lab/build-if-needed.ts';
import { type Played, play, worldOf } from '../lab/play.ts';
import type { Expectation, Scenario } from '../lab/scenario.ts';
import { allStories } from '../lab/stories.ts';
import { expectReplay, isRecorded, recording } from '../record/replays.ts';
import { blanks } from '../render/blanks.ts';
import { causesDiffer } from '../render/causes-told.ts';
import { stumbles } from '../render/readable.ts';
import { unsaid } from '../render/says-the-same.ts';
import { zonePort, zonePortRefused } from '../lab/zone-port.ts';

const stories = [...(await allStories())];
const built = stories.filter(([, { through }]) => through === 'built');
const port = await zonePort();

describe('every scenario, and the record of it', () => {
  afterAll(() => {
    const sorted = lengths.toSorted((one, other) => one.lines - other.lines);
    // Named, so that a failure says which reports are long.
    expect(sorted[sorted.length >> 1]?.lines ?? 0, JSON.stringify(sorted.slice(-5))).toBeLessThanOrEqual(20);
  });
  for (const [name, story] of stories.filter(([, { through }]) => through === undefined)) {
    it.concurrent(`${name}: ${story.title}`, () => tell(name, story), 120_000);
  }
});

describe(
  port === null
    ? `every scenario of the built program. ${zonePortRefused}`
    : 'every scenario of the built program',
  () => {
    beforeAll(buildIfNeeded, 300_000);
    for (const [name, story] of built)
      it.skipIf(port === null)(`${name}: ${story.title}`, () => tell(name, story), 120_000);
  },
);

async function tell(name: string, story: Scenario): Promise<void> {
  const { expect: expected } = story;
  let record = '';
  const write = async (path: string, text: string): Promise<void> => {
    if (path === 'whole.json') record = text;
  };
  const played = await play(story, isRecorded(story) ? { flags: recording, host: { write } } : {});
  expect(played.lab.aws.complaints).toEqual([]);
  // A machine under load lets a question wait until it is put again; what the program asks twice it asks twice every time.
  let twice = askedTwice(played, story);
  for (let more = 0; twice.length > 0 && more < 4; more += 1) {
    const again = new Set(askedTwice(await play(story), story));
    twice = twice.filter((one) => again.has(one));
  }
  expect(twice).toEqual([]);
  if (played.report === null)
    throw new Error(`no report on stdout; exit ${played.exitCode}: ${played.stderr}${played.stdout}`);
  if (isHistory(played.report)) {
    const { problems } = played.report;
    expect({ exitCode: played.exitCode, codes: codesOf(problems) }).toEqual({
      exitCode: expected.exitCode,
      codes: [...(expected.codes ?? [])].sort(),
    });
    if (story.command[0] === 'history') expect(historyTooLong(played.report)).toEqual([]);
    return;
  }
  expect(seen(played, played.report, expected), played.stderr).toEqual(wanted(expected));
  expect(tooLong(played.report)).toEqual([]);
  lengths.push({ name, lines: linesOf(played.report, 80, false) });
  expect(misshapen(played.report)).toEqual([]);
  expect(stumbles(played.report)).toEqual([]);
  expect(blanks(played.report)).toEqual([]);
  expect(elsewhere(played.report)).toEqual([]);
  expect(madeTwice(played.report, story)).toEqual([]);
  expect(publishedTwice(played.report)).toEqual([]);
  expect(oddTicks(played.report)).toEqual([]);
  expect(stageTotals(played.report)).toEqual(headlineOf(played.report));
  expect(await unsaid(played.report)).toEqual([]);
  expect(await causesDiffer(played.report)).toEqual([]);
  if (isRecorded(story)) await expectReplay(story, played, record);
}

/** Calls and questions that a run put twice, word by word, though the first was answered. */
function askedTwice({ lab }: Played, { command }: Scenario): readonly string[] {
  // These look again until something happens.
  if (['test', 'history'].includes(command[0] ?? '') || command.includes('--wait')) return [];
  const asked = [
    ...lab.aws.calls
      .filter(({ failed }) => !failed)
      .map(({ op, input, region, accessKeyId }) => JSON.stringify({ op, input, region, accessKeyId })),
    ...lab.dns.questions
      .filter(({ answered }) => answered)
      .map(({ name, type, at, transport, flags }) => JSON.stringify({ name, type, at, transport, flags })),
  ];
  return asked.filter((one, index) => asked.indexOf(one) !== index);
}

/** Commands that would look into another Region or account than this run when they are pasted, and sentences that name such. */
const elsewhere = ({ command, target: { region }, stages }: Report): readonly string[] =>
  command === 'explain' || region === null || !/^[a-z]+(?:-[a-z]+)+-\d$/.test(region)
    ? []
    : stages
        .flatMap(({ checks }) => checks)
        .flatMap(({ findings, because }) => [
          ...findings.flatMap(({ fix }) => fix.flatMap((step) => step.command ?? [])).filter(isElsewhere),
          ...[because ?? '', ...findings.flatMap((one) => [one.summary, ...one.fix.map(({ text }) => text)])]
            .flatMap(
              (text) =>
                text.match(/ses-doctor (?:check |test |-)[^,;:()]* --[a-z-]+ (?!<|and |or )[\w@.]+/g) ?? [],
            )
            .filter((line) => !/ --region[ =]/.test(line)),
        ]);

/** Checks that passed, and whose line says that something is wrong. */
const oddTicks = ({ stages }: Report): readonly string[] =>
  stages
    .flatMap(({ checks }) => checks)
    // What the next check judges, what a list changed, and counts are seen and not judged.
    .filter(({ id, status }) => status === 'pass' && !seenElsewhere.has(id))
    .map(({ title, observed }) => `${title}: ${observed ?? ''}`)
    .filter((line) =>
      /\b(?:cannot|missing|fails?|failed|broken|wrong|refused|rejected|not found)\b/.test(line),
    );

const seenElsewhere: ReadonlySet<string> = new Set(['smtp', 'message', 'message-dkim', 'events-deliveries']);

/** Commands that make what is there: AWS refuses them (AlreadyExistsException). */
function madeTwice({ stages }: Report, story: Scenario): readonly string[] {
  const { regions } = worldOf(story).aws;
  const is = (region: string, kind: 'identities' | 'configurationSets', name: string): boolean =>
    Object.keys(regions[region]?.[kind] ?? {}).some((one) => one.toLowerCase() === name.toLowerCase());
  return stages
    .flatMap(({ checks }) => checks.flatMap(({ findings }) => findings))
    .flatMap(({ fix }) => fix.flatMap(({ command }) => command ?? []))
    .filter((line) => {
      const named =
        / create-(email-identity --email-identity|configuration-set --configuration-set-name) (\S+)/.exec(
          line.replace(/ --region \S+/, ''),
        );
      const region = / --region[ =](\S+)/.exec(line)?.[1];
      return (
        named !== null &&
        region !== undefined &&
        is(
          region,
          named[1]?.startsWith('email') === true ? 'identities' : 'configurationSets',
          named[2] ?? '',
        )
      );
    });
}

/** Records that two causes would have published with different values: who follows the one undoes the other. */
function publishedTwice({ problems }: Report): readonly string[] {
  const values = new Map<string, Set<string>>();
  for (const { cause, severity, fix } of problems) {
    if (!cause || severity === 'info') continue;
    for (const { record } of fix) {
      if (record === null) continue;
      const key = `${record.type} ${record.name}`;
      values.set(key, (values.get(key) ?? new Set()).add(record.value));
    }
  }
  return [...values].flatMap(([key, told]) => (told.size > 1 ? [`${key}: ${[...told].join(' | ')}`] : []));
}

/** What no Region and no account answers differently. */
const anywhere =
  /^(?:ses-doctor (?:checks|policy|explain|history)\b|aws configure list-profiles$|(?:dig|whois|nslookup|timedatectl|openssl|curl|swaks|nc|export|eval|chronyc|getent) )/;

const ofNoRegion = /^aws (?:iam|sts|configure|sso|login|route53|organizations)\b/;

const isElsewhere = (line: string): boolean => {
  if (anywhere.test(line)) return false;
  const run = { region: 'eu-west-1', profile: 'prod', worlds: { aws: true, dns: true, smtp: true } };
  const names = (flag: string, words: string): boolean => new RegExp(` ${flag}[ =]`).test(words);
  return (!ofNoRegion.test(line) && !names('--region', line)) || !names('--profile', commandOfRun(run, line));
};

/** Checks that stand twice in the report, and those without an answer that do not say why. */
function misshapen({ stages }: Report): readonly string[] {
  const checks = stages.flatMap((stage) => stage.checks);
  const names = checks.map(({ id, subject }) => `${id} ${subject ?? ''}`);
  return [
    ...names.filter((name, index) => names.indexOf(name) !== index).map((name) => `${name} stands twice`),
    ...checks
      .filter(
        ({ status, because }) =>
          ['unknown', 'skipped', 'crash'].includes(status) && (because ?? '').trim() === '',
      )
      .map(({ id, status }) => `${id} is ${status} without a reason`),
  ];
}

/** What the lines of the stages count together: no other numbers than those of the headline. */
function stageTotals(report: Report): object {
  const counts = report.stages.flatMap((stage) => stageCounts(stage, report));
  const total = (status: string): number =>
    counts.filter((one) => one.status === status).reduce((sum, { count }) => sum + count, 0);
  return { errors: total('fail'), warnings: total('warn'), open: total('unknown') };
}

function headlineOf(report: Report): object {
  if (report.command === 'explain') return stageTotals(report);
  const line = tally(report);
  const number = (what: RegExp): number => Number(what.exec(line)?.[1] ?? 0);
  return {
    errors: number(/(\d+) errors?\b/),
    warnings: number(/(\d+) warnings?\b/),
    open: number(/(?<!accepted )(\d+) checks? without/),
  };
}

/** How many lines the text reports of the scenarios have on a terminal of 80 columns. */
const lengths: { name: string; lines: number }[] = [];

/** Lines of a text report on a terminal. */
const linesOf = (report: Report, columns: number, quiet: boolean): number =>
  renderText(report, { columns, colorLevel: 0, verbose: false, terminal: true, quiet }).trimEnd().split('\n')
    .length;

/**
 * Which of the texts for people does not fit its screen: 60 lines, 12 when nothing is found, 15 with --quiet. A narrow
 * terminal breaks lines: there it is 100.
 */
function tooLong(report: Report): readonly string[] {
  const isCalm =
    report.verdict === 'pass' &&
    report.command === 'check' &&
    report.notes.length + report.refuted.length === 0;
  return [40, 60, 80, 120].flatMap((columns) => {
    const most = columns < 80 ? 100 : isCalm ? 12 : 60;
    const [whole, quiet] = [linesOf(report, columns, false), linesOf(report, columns, true)];
    return [
      ...(whole > most ? [`${String(whole)} lines at ${String(columns)} columns, not ${String(most)}`] : []),
      ...(quiet > 15 ? [`${String(quiet)} lines at ${String(columns)} columns with --quiet`] : []),
    ];
  });
}

/** The same of a report of history. */
function historyTooLong(report: HistoryReport): readonly string[] {
  const linesAt = (columns: number, quiet: boolean): number =>
    renderHistoryText(report, { columns, colorLevel: 0, verbose: false, terminal: true, quiet })
      .trimEnd()
      .split('\n').length;
  return [40, 60, 80, 120].flatMap((columns) => {
    const [whole, quiet] = [linesAt(columns, false), linesAt(columns, true)];
    return [
      // As of a check: a narrow screen has more lines.
      ...(whole > (columns < 80 ? 100 : 60) ? [`${String(whole)} lines at ${String(columns)} columns`] : []),
      ...(quiet > 15 ? [`${String(quiet)} lines at ${String(columns)} columns with --quiet`] : []),
    ];
  });
}

/** What came out, in the shape of `wanted`: only what the story speaks of. */
function seen({ exitCode }: Played, report: Report, expected: Expectation): object {
  const checks = report.stages.flatMap((stage) => stage.checks);
  const findings = checks.flatMap((check) => check.findings);
  const present = new Set(findings.map(({ code }) => code));
  const statusOf = (key: string): string | undefined =>
    checks.find(({ id, subject }) => key === id || key === `${id} ${subject ?? ''}`)?.status;
  return {
    exitCode,
    codes:
      expected.codes === undefined ? null : codesOf(findings.filter(({ severity }) => severity !== 'info')),
    firstCause: expected.firstCause === undefined ? null : report.causes[0],
    infosMissing: (expected.infos ?? []).filter((code) => !present.has(code)),
    unwanted: (expected.notCodes ?? []).filter((code) => present.has(code)),
    causes: expected.causes === undefined ? null : report.causes,
    unsaid: (expected.says ?? []).filter((text) => !JSON.stringify(findings).includes(text)),
    saidThough: (expected.saysNot ?? []).filter((text) => JSON.stringify(findings).includes(text)),
    statuses: Object.fromEntries(Object.keys(expected.statuses ?? {}).map((key) => [key, statusOf(key)])),
    refuted:
      expected.refuted === undefined ? null : [...new Set(report.refuted.map(({ code }) => code))].sort(),
    crashed: checks
      .filter(({ status }) => status === 'crash')
      .map(({ id, because }) => `${id}: ${because ?? ''}`),
  };
}

function wanted({ exitCode, codes, firstCause, causes, statuses, refuted }: Expectation): object {
  return {
    exitCode,
    codes: codes === undefined ? null : [...codes].sort(),
    firstCause: firstCause ?? null,
    infosMissing: [],
    unwanted: [],
    causes: causes ?? null,
    unsaid: [],
    saidThough: [],
    statuses: statuses ?? {},
    refuted: refuted === undefined ? null : [...refuted].sort(),
    crashed: [],
  };
}

/** The document of `history` has no stages. */
const isHistory = (report: Report | HistoryReport): report is HistoryReport => 'kind' in report;

const codesOf = (findings: readonly Pick<Finding, 'code'>[]): readonly string[] =>
  [...new Set(findings.map(({ code }) => code))].sort();
