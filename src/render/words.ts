import { grouped, many } from '../model/many.ts';
import { alternativesIn } from '../engine/alternatives.ts';
import { toldAgain } from '../engine/told-again.ts';
import { failuresIn } from './failures.ts';
import { findingsOf } from './findings.ts';
import {
  acceptedErrors,
  acceptedIn,
  holdsAccepted,
  holdsOpen,
  leavesOpen,
  openChecks,
  openIn,
} from './open-and-accepted.ts';
import { txtStrings } from './route53.ts';
import type { DnsRecord, Evidence, Owner } from '../model/check.ts';
import type {
  CheckReport,
  ChosenReport,
  ExtraReport,
  Finding,
  FixStep,
  Report,
  StageReport,
  Status,
  Verdict,
} from '../model/report.ts';

/** The mark of a status, the same in every format that shows one. */
export const marks: Readonly<Record<Status, string>> = {
  pass: '✓',
  warn: '!',
  fail: '✗',
  unknown: '?',
  skipped: '-',
  crash: '☠',
};

/** Who can do a step, where that is not the reader. */
export const owners: Readonly<Record<Owner, string>> = {
  you: '',
  dns: ' [whoever runs the DNS zone]',
  aws: ' [AWS]',
  recipient: ' [the recipient]',
  network: ' [whoever runs the network]',
};

/** The text of a step, as every format for people shows it: with a full stop, except behind what is to be opened or pasted. */
export const stepText = (text: string): string =>
  /[.?!:…]["”’)]?$|[}\]>`]$|https?:\/\/\S+$/.test(text) ? text : `${text}.`;

/** A record as a line of a zone file (RFC 1035 5.1). */
export const zoneLine = ({ name, ttl, type, value }: DnsRecord): string =>
  `${name}. ${String(ttl)} IN ${type} ${type === 'TXT' ? txtStrings(value) : absolute(value)}`;

/** A name without the dot at its end is taken for one inside the zone (RFC 1035 5.1). */
const absolute = (value: string): string => (value.endsWith('.') ? value : `${value}.`);

/** A step as plain text: what to do and who can, the command, the record; on a line of its own the name that a DNS panel wants. */
export function stepLine({ text, owner, command, record }: FixStep): string {
  const paste = [...(command === null ? [] : [command]), ...(record === null ? [] : [zoneLine(record)])];
  if (paste.length === 0) return stepText(text) + owners[owner];
  const panel = record?.panelName == null ? '' : `\n   Name in a DNS panel: ${record.panelName}`;
  return `${text.replace(/[.:]$/, '')}${owners[owner]}: ${paste.join(' ; ')}${panel}`;
}

/** What was seen, beside what was expected, in a line of plain text. */
export function evidenceLine({ what, expected, actual }: Evidence): string {
  const found = actual ?? '';
  if ((expected ?? '') === '') return found === '' ? what : `${what}: ${found}`;
  return `${what}: expected ${expected ?? ''}${found === '' ? '' : `, found ${found}`}`;
}

/** The verdict in a word for people. */
const verdictWords: Readonly<Record<Verdict, string>> = {
  pass: 'Nothing to fix',
  warn: 'Works, with warnings',
  fail: 'Something is broken',
  unknown: 'Incomplete: some checks could not run',
  crash: 'ses-doctor itself failed in a check',
};

/** Whom a finding is about, for people; empty where only a text was read that names nobody. */
export const subjectShown = ({ subject, basis }: Pick<Finding, 'subject' | 'basis'>): string =>
  basis === 'read' && subject === 'account' ? '' : subject;

/** `2 errors, 1 warning, 3 checks without an answer`. `more`: what stands behind what is told nowhere else in this report. */
export function tally(report: Report, more = ''): string {
  if (report.command === 'explain') {
    if (report.causes.every((code) => code === 'send/unrecognised')) return 'no explanation';
    const failures = failuresIn(report);
    const all = manyOrNone(report.causes.length, 'explanation', 'possible explanations, the likeliest first');
    return failures.length > 1 && failures.every(({ explanations }) => explanations.length === 1)
      ? 'one explanation each'
      : (all ?? 'no explanation');
  }
  const findings = findingsOf(report).filter(({ ignored }) => ignored === null);
  const alternatives = alternativesIn(report);
  const again = toldAgain(report);
  const count = (severity: Finding['severity']): number =>
    findings.filter((one) => !alternatives.has(one) && !again.has(one) && one.severity === severity).length;
  const parts = [
    manyOrNone(count('error'), 'error'),
    manyOrNone(count('warning'), 'warning'),
    manyOrNone(
      findings.filter((one) => alternatives.has(one)).length,
      'other possible explanation',
      'other possible explanations',
    ),
    manyOrNone(openIn(report, false), 'check without an answer', 'checks without an answer'),
  ].filter((part) => part !== null);
  const known = [
    manyOrNone(acceptedIn(report).length, 'accepted finding'),
    manyOrNone(openIn(report, true), 'accepted check without an answer', 'accepted checks without an answer'),
    ...acceptingFiles(report).map((file) => `accepted by a ${file} that was only found here`),
  ];
  const extras = extrasLine(report);
  // Whoever reads that checks had no answer has no use for how many questions beside them had none.
  const unheard = extras === null || openIn(report, false) > 0 ? [] : [extras + more];
  return [parts.length === 0 ? 'no errors, no warnings' : parts.join(', '), ...unheard, ...known]
    .filter((part) => part !== null)
    .join(', ');
}

/** The status that a check is marked with: no tick stands over what was accepted, or has no answer. */
export const statusShown = (check: CheckReport): Status =>
  holdsAccepted(check) || holdsOpen(check) ? 'skipped' : check.status;

/** The codes of what was accepted, each once; with its subject where the same of another one counts. */
export function acceptedCodes(report: Report): readonly string[] {
  const counted = new Set(
    findingsOf(report).flatMap(({ code, ignored }) => (ignored === null ? [code] : [])),
  );
  return [
    ...new Set(
      acceptedIn(report).map(({ code, subject }) => (counted.has(code) ? `${code} (${subject})` : code)),
    ),
  ];
}

/** How many of a kind a stage has. */
interface StageCount {
  status: Status;
  count: number;
  /** What is counted, in the number that fits. */
  words: string;
}

/**
 * What a stage came to, counted as the headline counts: findings by severity, checks without an answer. Over all
 * stages these are the numbers of the headline.
 */
export function stageCounts({ checks }: StageReport, report: Report): readonly StageCount[] {
  const findings = checks.flatMap((check) => check.findings).filter(({ ignored }) => ignored === null);
  const open = openChecks(report, false);
  const left = openChecks(report, true);
  const alternatives = alternativesIn(report);
  const again = toldAgain(report);
  const count = (severity: Finding['severity']): number =>
    findings.filter((one) => !alternatives.has(one) && !again.has(one) && one.severity === severity).length;
  const of = (status: Status): number => checks.filter((check) => check.status === status).length;
  const kept = checks.filter(holdsAccepted).length;
  const partly = checks.filter((check) => holdsOpen(check) && !holdsAccepted(check)).length;
  const several = (number: number, one: string): string => (number === 1 ? one : `${one}s`);
  // A question of which less was looked at than not has no answer, and a tick alone would read as one.
  const looked = checks.length - of('skipped');
  const unasked = checks.filter(isNotAsked).length;
  return [
    {
      status: 'skipped' as const,
      count: looked > 0 && unasked > looked ? unasked : 0,
      words: 'not looked at',
    },
    { status: 'fail' as const, count: count('error'), words: several(count('error'), 'error') },
    { status: 'warn' as const, count: count('warning'), words: several(count('warning'), 'warning') },
    {
      status: 'unknown' as const,
      count: checks.filter((check) => open.includes(check)).length,
      words: 'without an answer',
    },
    { status: 'crash' as const, count: of('crash'), words: 'crashed' },
    { status: 'pass' as const, count: of('pass') - kept - partly, words: 'passed' },
    { status: 'skipped' as const, count: partly, words: 'answered in part' },
    { status: 'skipped' as const, count: kept, words: 'accepted' },
    {
      status: 'skipped' as const,
      count: checks.filter((check) => left.includes(check)).length,
      words: 'accepted without an answer',
    },
  ].filter((one) => one.count > 0);
}

/** A check that this run did not put, for what was given or left out: it would make sense here. */
const isNotAsked = ({ status, flag, because }: CheckReport): boolean =>
  status === 'skipped' && (flag !== null || /^--[a-z]|\bno AWS credentials were found/.test(because ?? ''));

/** What stands above the causes. What a text alone says are explanations of it, of which one is so. */
export function causesHeading({ command }: Report, count: number): string {
  if (command !== 'explain') return count === 1 ? 'Cause' : 'Causes';
  return count === 1 ? 'Explanation' : 'Possible explanations, the likeliest first';
}

/** What is said before the explanations of an error that the live state does not show. */
export const notSoNow = 'Also checked, not so now';

/** What was seen behind the title of a check; the subject stands before it and is not said again. */
export const observedOf = ({ subject, observed }: CheckReport): string | null =>
  subject !== null && observed?.startsWith(`${subject}: `) === true
    ? observed.slice(subject.length + 2)
    : observed;

/** How many questions that would only have told more have no answer; null for none. */
export function extrasLine({ extras }: Report): string | null {
  const count = manyOrNone(extras.length, 'extra question', 'extra questions');
  return count === null ? null : `${count} without an answer`;
}

/** What one of them was, and why it has no answer, in a line of plain text. */
export const extraLine = ({ question, message, checks }: ExtraReport): string =>
  `${checks.join(', ')}: ${question === '' || message.includes(question) ? '' : `${question}: `}${message}`;

/** The files that accept something and that nobody named. */
const acceptingFiles = ({ stages }: Report): readonly string[] => [
  ...new Set(
    stages.flatMap(({ checks }) =>
      checks.flatMap((check) => [
        ...(check.accepted?.from === undefined ? [] : [check.accepted.from]),
        ...check.findings.flatMap(({ ignored }) => ignored?.from ?? []),
      ]),
    ),
  ),
];

/** A count with its noun; null for none, which needs no words. */
const manyOrNone = (count: number, one: string, more = `${one}s`): string | null =>
  count === 0 ? null : many(count, one, more);

/** The verdict in a line for people. */
export function verdictLine(report: Report): string {
  if (isForeign(report)) return 'Your text is not about mail sent by SES';
  if (report.command === 'explain') return explainedLine(report);
  if (!report.lookedAt && report.verdict === 'unknown') return 'Nothing was looked at';
  // With an error that was accepted it does not work: nobody wants to be told of it, and that is all.
  if (report.verdict === 'warn' && acceptedErrors(report) > 0) return 'Nothing else is broken, with warnings';
  // Every check ran, and nothing shows that what was sent came back.
  if (report.command === 'test' && report.verdict === 'unknown' && openIn(report, false) === 0)
    return 'Not proven';
  if (report.verdict !== 'pass') return verdictWords[report.verdict];
  if (leavesOpen(report)) return 'Nothing else to fix, as far as could be checked';
  // What is accepted is still wrong: it must not read as an all-clear.
  if (acceptedIn(report).length > 0) return 'Nothing else to fix';
  // The error that was given is explained by what was so then.
  if (report.causes.length > 0) return 'Nothing to fix now';
  return isElsewhere(report) ? 'No cause of your error found in this account' : verdictWords.pass;
}

/** All that the symptom could mean was ruled out, and nothing else is wrong. */
const isElsewhere = ({ verdict, causes, refuted }: Report): boolean =>
  verdict === 'pass' && causes.length === 0 && refuted.length > 0;

/** What is left to think of where all that a symptom could mean was ruled out: a sentence, or none. */
export const elsewhere = (report: Report): readonly string[] =>
  isElsewhere(report) ? ['The error fits another account, another Region or an earlier time.'] : [];

/** All that was read is about somebody else: whatever failed there, it is not for us to say that it did not. */
const isForeign = ({ verdict, causes }: Report): boolean =>
  verdict === 'unknown' && causes.length > 0 && causes.every((code) => code === 'send/not-sent-by-ses');

/** What the mark and the colour of the headline say: no tick while a question that counts has no answer. */
export function headStatus(report: Report): Status {
  const { command, verdict } = report;
  return command !== 'explain' && verdict === 'pass' && leavesOpen(report) ? 'unknown' : verdict;
}

/** What to add to a command line that looked at nothing: the flags that the skipped checks wait for, else why they were. */
export function adviceFor({ stages }: Pick<Report, 'stages'>): string {
  const skipped = stages.flatMap(({ checks }) => checks).filter(({ status }) => status === 'skipped');
  const off = [...new Set(skipped.flatMap(({ because }) => /^--no-[a-z]+/.exec(because ?? '')?.[0] ?? []))];
  if (off.length > 0) return `Leave out ${off.join(' and ')}.`;
  const flags = [...new Set(skipped.flatMap(({ flag }) => flag ?? []))];
  if (flags.length > 0) return `Add ${flags.slice(0, 6).join(', ')}${flags.length > 6 ? ' …' : ''}.`;
  const reasons = [...new Set(skipped.flatMap(({ because }) => because ?? []))];
  const told = reasons.slice(0, 3).join('; ');
  return told === '' ? 'No check could run.' : `${told.slice(0, 1).toUpperCase()}${told.slice(1)}.`;
}

/** What a text tells of, in a line: one failure, or how many. */
function explainedLine(report: Report): string {
  const failures = failuresIn(report).length;
  return failures > 1 && (report.verdict === 'fail' || report.verdict === 'warn')
    ? `Your text shows ${grouped(failures)} different failures`
    : explained[report.verdict];
}

const explained: Readonly<Record<Verdict, string>> = {
  pass: 'No failure in your text',
  warn: 'Your text shows a problem that may be temporary',
  fail: 'Your text shows a failure',
  unknown: 'Your text does not say enough',
  crash: 'ses-doctor itself failed',
};

/** What the report is about, in a line. */
export function subjectLine({ command, target }: Report): string {
  const { region, identities, recipients, chosen } = target;
  if (command === 'explain') return `your error text${region === null ? '' : `, about ${region}`}`;
  const named = identities.length === 0 ? 'the account' : identities.join(', ');
  const sender = chosen === undefined ? named : chosenLine(identities, chosen);
  const to = recipients.length === 0 ? '' : ` to ${recipients.join(', ')}`;
  return `${sender}${to}${region === null ? '' : ` in ${region}`}`;
}

/** Which senders a run looked at that named none, and how many it left out. */
function chosenLine(
  identities: readonly string[],
  { of, canSend, cannotSend, unaskable = 0, complete }: ChosenReport,
): string {
  const names = identities.slice(0, 3).join(', ');
  const shown = identities.length > 3 ? `${names} and ${grouped(identities.length - 3)} more` : names;
  const count = `${grouped(identities.length)} of ${complete ? '' : 'at least '}${grouped(of)}`;
  const left = [
    ...(identities.length < of || !complete
      ? [
          `${count} ${unaskable > 0 ? 'identities' : canSend ? 'senders' : 'identities, none of which can send'}`,
        ]
      : []),
    ...(unaskable > 0 ? [`${grouped(unaskable)} that may send could not be asked about`] : []),
    ...(cannotSend > 0 ? [`${grouped(cannotSend)} more cannot send`] : []),
  ];
  return left.length === 0 ? shown : `${shown} (${left.join('; ')})`;
}

/** When the report was taken, to the second, as people write it. */
export const timeLine = ({ takenAt }: Pick<Report, 'takenAt'>): string =>
  takenAt.replace('T', ' ').replace(/(?:\.\d+)?Z$/, ' UTC');

/** Whether a check stands in its stage: a skipped one is named below, unless it found something all the same. */
export const hasPlace = ({ status, findings }: CheckReport): boolean =>
  status !== 'skipped' || findings.length > 0;

/** The checks that were not looked at, together where the reason is the same: most runs leave dozens alone for a few. */
export function notLookedAt({
  stages,
}: Pick<Report, 'stages'>): readonly { because: string; names: readonly string[] }[] {
  const groups = new Map<string, string[]>();
  for (const { status, title, subject, because } of stages.flatMap(({ checks }) => checks)) {
    if (status !== 'skipped') continue;
    const name = subject === null ? title : `${title} – ${subject}`;
    groups.set(because ?? '', [...(groups.get(because ?? '') ?? []), name]);
  }
  return [...groups].map(([because, names]) => ({ because, names }));
}

/**
 * What follows from a cause, in a sentence beside it. SES writes a bounce of its own for an address on a suppression list
 * that reads like the receiver's: beside that cause it is what the text says, and no more.
 */
export const effectSentence = (cause: Finding, { summary, basis, code }: Finding): string =>
  basis === 'read' &&
  cause.basis === 'live' &&
  cause.code.startsWith('suppression/') &&
  code.startsWith('bounce/') &&
  code !== 'bounce/suppressed'
    ? `So the bounce, which SES wrote, reads: ${summary}`
    : summary;
