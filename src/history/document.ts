import { type Accepted, acceptProblems } from '../gate/problems.ts';
import { asThisHistory, type HistoryRun } from './ask-again.ts';
import { liveFinding } from '../model/finding.ts';
import { grouped } from '../model/many.ts';
import type { ExitCode, FailOn, Finding, ProblemReport, Verdict } from '../model/report.ts';
import { questionNames, type Answers } from './answers.ts';
import type { AnyHistoryCheck } from './check.ts';
import { dayList } from './day-list.ts';
import type { Engine, Records } from './engine.ts';
import { hasShares } from './plan.ts';
import { silentTypes } from './silence.ts';
import { behind } from './same-failures.ts';
import { tablesOf, type Tables } from './tables.ts';

/** A finding of history: as in the report of `check`, with what it does to mail and the numbers behind it. */
export interface HistoryProblem extends ProblemReport {
  impact: string;
  evidence: Finding['evidence'];
}

/** The document of `ses-doctor history --format json`, schema 1. */
export interface HistoryReport {
  schema: 1;
  kind: 'history';
  command: 'history';
  tool: { name: 'ses-doctor'; version: string };
  takenAt: string;
  source: readonly string[];
  engine: Engine['name'];
  /** As it was asked for; null: all there is. `to` is not part of it. */
  range: Answers['range'];
  records: Records;
  /** Records by type, in the range. */
  events: Readonly<Record<string, number>>;
  tables: Tables;
  problems: readonly HistoryProblem[];
  causes: readonly string[];
  notes: readonly string[];
  verdict: Verdict;
  exitCode: ExitCode;
}

interface Made {
  version: string;
  takenAt: string;
  source: readonly string[];
  run: HistoryRun;
  checks: readonly AnyHistoryCheck[];
  /** Null: --fail-on was not given, and findings make no exit code. */
  failOn: FailOn | null;
  /** What a pipeline has accepted. */
  accepted: Accepted;
  /** --write-baseline: errors and warnings make no exit code. */
  writesBaseline: boolean;
  /** Tables beside those of the questions: --by, a timeline. */
  more: Tables;
  /** What is said of tables that do not hold all there is. */
  cuts: readonly string[];
}

const order = { error: 0, warning: 1, unknown: 2, info: 3 } as const;

/** The document of some answers. */
export function documentOf(answers: Answers, engine: Engine, made: Made): HistoryReport {
  const found = made.checks
    .filter(({ question }) => question === null || answers.asked.includes(question))
    .flatMap((check) => problemsOf(check, answers))
    .map((one) => ({ ...one, fix: one.fix.map(asThisHistory(made.run)) }))
    .toSorted((a, b) => order[a.severity] - order[b.severity]);
  const { problems: counted, notes } = acceptProblems(found, made.accepted, made.takenAt);
  const problems = withBehind(counted, answers);
  const open = problems.filter(({ accepted }) => accepted === null);
  return {
    schema: 1,
    kind: 'history',
    command: 'history',
    tool: { name: 'ses-doctor', version: made.version },
    takenAt: made.takenAt,
    source: made.source,
    engine: engine.name,
    range: answers.range,
    records: answers.records,
    events: answers.overview.events,
    tables: { ...tablesOf(answers), ...made.more },
    problems,
    causes: [...new Set(open.filter(({ cause }) => cause).map(({ code }) => code))],
    notes: [
      ...engine.notes(),
      ...notes,
      ...made.cuts,
      ...earlierMail(answers),
      ...simulatorNotes(answers),
      ...silentReceivers(answers),
      ...nearNotes(answers),
      ...shutNotes(answers),
      ...restNotes(answers),
      ...silentNotes(answers),
      ...(answers.dead.isCut
        ? ['The list of dead addresses ends at a million; ask about a smaller range.']
        : []),
    ],
    verdict: verdictOf(open),
    exitCode: exitCodeOf(open, made.writesBaseline ? 'never' : made.failOn),
  };
}

/**
 * What are the same failures seen from another side is told once, and follows from what says most of them. Where only one of
 * the two was accepted, or what follows is graver, each stands for itself.
 */
function withBehind(problems: readonly HistoryProblem[], answers: Answers): readonly HistoryProblem[] {
  return problems.map((one) => {
    const wanted = behind(one, answers);
    const cause = problems.find(({ code, subject }) => code === wanted?.code && subject === wanted.subject);
    return cause === undefined ||
      (cause.accepted === null) !== (one.accepted === null) ||
      order[one.severity] < order[cause.severity]
      ? one
      : { ...one, cause: false, because: { code: cause.code, subject: cause.subject } };
  });
}

/** What is in no share because the mail it is about was sent before the range, or before the records begin. */
function earlierMail({ asked, range, ofEarlierMail: { bounces, complaints } }: Answers): readonly string[] {
  if (!hasShares(asked) || bounces + complaints === 0) return [];
  const parts = [
    ...(bounces === 0 ? [] : [`${grouped(bounces)} ${bounces === 1 ? 'bounce' : 'bounces'}`]),
    ...(complaints === 0 ? [] : [`${grouped(complaints)} ${complaints === 1 ? 'complaint' : 'complaints'}`]),
  ];
  const verb = bounces + complaints === 1 ? 'is' : 'are';
  return [
    `${parts.join(' and ')} ${verb} about mail sent before ${range.from === null ? 'the first day of the records' : 'the range'}: counted, and in no share.`,
  ];
}

const simulatorNotes = ({ asked, toSimulator }: Answers): readonly string[] =>
  !hasShares(asked) || toSimulator === 0
    ? []
    : [
        `Mail to ${grouped(toSimulator)} ${toSimulator === 1 ? 'recipient' : 'recipients'} went to the mailbox simulator: counted, and in no share, as AWS does.`,
      ];

/** Why addresses that bounced are not in the list of dead ones. */
const shutNotes = ({ dead: { leftOut } }: Answers): readonly string[] =>
  leftOut.addresses === 0
    ? []
    : [
        `${grouped(leftOut.addresses)} ${leftOut.addresses === 1 ? 'address is' : 'addresses are'} left out of the dead ones, since the receiver takes no mail at all: ${leftOut.receivers.map(({ receiver, first }) => `${receiver} since ${first}`).join(', ')}.`,
      ];

/** What a share of complaints is of. */
const silentReceivers = ({ overview: { totals }, asked }: Answers): readonly string[] =>
  totals.silentArrived > 0 && asked.some((name) => name === 'overview' || name === 'complaints')
    ? [
        `Gmail reports no complaint to SES: its mail (${grouped(totals.silentArrived)} recipients) is in no rate of complaints. ${asked.includes('overview') ? 'The shares of a day, a cause and an account in the tables are of all mail.' : ''}`.trim(),
      ]
    : [];

/** So many names are told that are written in several ways. */
const mostNear = 3;

/** What the records tell apart may be one campaign. */
const nearNotes = ({ nearCampaigns, asked }: Answers): readonly string[] =>
  nearCampaigns.length === 0 || !asked.some((name) => name === 'rise' || name === 'complaints')
    ? []
    : [
        `Campaigns whose names differ only by capitals or spaces count apart: ${nearCampaigns
          .slice(0, mostNear)
          .map((names) => names.map((name) => JSON.stringify(name)).join(' and '))
          .join(
            '; ',
          )}${nearCampaigns.length > mostNear ? `; ${grouped(nearCampaigns.length - mostNear)} more` : ''}. Each --where campaign=… that is given keeps one of them.`,
      ];

/** Nobody can tell a day without mail from one whose records are missing. */
const restNotes = ({ holes: { rest } }: Answers): readonly string[] =>
  rest.length === 0
    ? []
    : [`No event on ${dayList(rest)}, as on a holiday of a sender who rests: no mail, or no records.`];

/** Beside other questions it is a line; who asks for nothing else is told by a finding. */
function silentNotes(answers: Answers): readonly string[] {
  if (answers.asked.length < questionNames.length) return [];
  return silentTypes(answers).map(
    ({ type, mail }) =>
      `No ${type} is in these records of mail to ${grouped(mail)} recipients: there was none, or it is not published.`,
  );
}

function problemsOf(check: AnyHistoryCheck, answers: Answers): readonly HistoryProblem[] {
  return check.evaluate(answers).flatMap((one) => {
    const { code, subject, severity, summary, impact, evidence, fix, references } = liveFinding(
      check,
      one,
      'mail',
    );
    return [
      {
        ...{ code, subject, severity, stage: 'history', check: check.id, summary },
        ...{
          cause: severity !== 'info' && severity !== 'unknown',
          because: null,
          fix,
          references,
          accepted: null,
        },
        ...{ impact, evidence },
      },
    ];
  });
}

function verdictOf(problems: readonly HistoryProblem[]): Verdict {
  const has = (severity: HistoryProblem['severity']): boolean =>
    problems.some((one) => one.severity === severity);
  if (has('error')) return 'fail';
  if (has('unknown')) return 'unknown';
  return has('warning') ? 'warn' : 'pass';
}

/** 0 when the question was answered: findings count only where --fail-on asks for it (as `diff` is no failure). */
function exitCodeOf(problems: readonly HistoryProblem[], failOn: FailOn | null): ExitCode {
  const counts = (severity: HistoryProblem['severity']): boolean =>
    failOn === 'warning'
      ? severity === 'error' || severity === 'warning'
      : failOn === 'error' && severity === 'error';
  if (problems.some(({ severity }) => counts(severity))) return 1;
  return problems.some(({ severity }) => severity === 'unknown') ? 3 : 0;
}
