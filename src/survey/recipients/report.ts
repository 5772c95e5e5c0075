import type { Judgement as Terms } from '../../engine/assemble.ts';
import type { Severity } from '../../model/check.ts';
import type { ExitCode, FixStep, Verdict } from '../../model/report.ts';
import { grouped } from '../../model/many.ts';
import type { SurveyUnknown } from '../document.ts';
import { eachOf, saidFirst } from '../for-each.ts';
import { isUnanswered, type SurveyFinding } from '../lines.ts';
import type { Given } from './given.ts';
import type { Group } from './judged.ts';
import type { LookedUp } from './look-up.ts';
import type { Hit } from './read-list.ts';

/** A code, over all addresses. */
export interface RecipientsCause {
  code: string;
  severity: Severity;
  count: number;
  /** Three at most, as they were given. */
  examples: readonly string[];
  title: string;
  /** What was seen at the first example. */
  because: string;
  impact: string;
  /** As at the first example; the first step says so. */
  fix: readonly FixStep[];
  references: readonly string[];
}

/** The document of `ses-doctor check --recipients file --json`, schema 1. */
export interface RecipientsReport {
  schema: 1;
  kind: 'recipients';
  command: 'check';
  tool: { name: 'ses-doctor'; version: string };
  takenAt: string;
  region: string | null;
  totals: {
    /** Addresses, each as often as it stands there. */
    given: number;
    /** Given before, under any spelling. */
    repeated: number;
    /** Lines that hold none. */
    unreadable: number;
    suppressed: number;
    /** On a list that does not stop this mail. */
    listed: number;
    /** On a list, and what tells whether that stops this mail had no answer. */
    listedUnjudged: number;
    notListed: number;
    notLookedAt: number;
  };
  /** The lists that were looked at; `entries` is null where each address was asked for. */
  lists: readonly { tenant: string | null; entries: number | null; complete: boolean }[];
  causes: readonly RecipientsCause[];
  unknown: readonly AddressUnknown[];
  notes: readonly string[];
  verdict: Verdict;
  exitCode: ExitCode;
}

/** What had no answer; `count` counts addresses. */
type AddressUnknown = Omit<SurveyUnknown, 'of'>;

/** What became of one address. */
export interface RecipientRow {
  address: string;
  status: 'suppressed' | 'listed' | 'listed-unjudged' | 'not-listed' | 'not-looked-at';
  code: string | null;
  /** As it is spelt on the list. */
  listedAs: string | null;
  reason: string | null;
  since: string | null;
}

interface FoldOptions {
  given: Given;
  lists: readonly LookedUp[];
  groups: readonly Group[];
  region: string | null;
  version: string;
  takenAt: string;
  terms: Terms;
  notes: readonly string[];
  /** Senders that were given and that SES does not know: whose mail the addresses are about is not known. */
  senders?: readonly Pick<AddressUnknown, 'reason' | 'action' | 'message'>[];
}

/** Codes of a recipient that is on a list; others say that it is on none. */
const listCodes: ReadonlySet<string> = new Set([
  'suppression/account-list',
  'suppression/case-variant',
  'suppression/tenant-list',
  'suppression/reason-not-enforced',
]);

/** What the check found on a list; null for an address that is on none. */
const foundIn = ({ judgement }: Group): SurveyFinding | null =>
  judgement.findings.find(({ code }) => listCodes.has(code)) ?? null;

/**
 * What became of the addresses of a group. An address without an entry is settled once all lists were read; one with an entry is
 * known to be listed, also where the account did not tell what its list stops.
 */
function statusOf(group: Group, lists: readonly LookedUp[]): RecipientRow['status'] {
  const finding = foundIn(group);
  if (finding?.unjudged === true) return 'listed-unjudged';
  if (finding !== null) return finding.severity === 'info' ? 'listed' : 'suppressed';
  if (!isUnanswered(group.judgement.unanswered) && group.judgement.worst !== 'crash') return 'not-listed';
  return hitOf(group.addresses[0] ?? '', lists) === null ? 'not-looked-at' : 'listed-unjudged';
}

/** The entry of an address, that of the tenant before that of the account; null where none was read. */
const hitOf = (lower: string, lists: readonly LookedUp[]): Hit | null =>
  lists.map(({ hits }) => hits.get(lower)).findLast((one): one is Hit => one !== undefined) ?? null;

/** Addresses of which it is known that they are on a list, and no more, where no cause tells of them. */
function unjudgedNote(
  groups: readonly Group[],
  lists: readonly LookedUp[],
  { wanted }: Given,
): readonly string[] {
  const unjudged = groups.flatMap((group) =>
    foundIn(group) === null && statusOf(group, lists) === 'listed-unjudged' ? group.addresses : [],
  );
  if (unjudged.length === 0) return [];
  const shown = unjudged.slice(0, mostExamples).map((lower) => {
    const hit = hitOf(lower, lists);
    return `${wanted.get(lower) ?? lower} (${hit?.reason ?? ''} since ${hit?.since.slice(0, 10) ?? ''})`;
  });
  return [
    `On a suppression list, though what tells whether that stops this mail had no answer: ${shown.join(', ')}${unjudged.length > shown.length ? ` and ${grouped(unjudged.length - shown.length)} more: --output addresses.csv has all` : ''}.`,
  ];
}

/** A row an address, in the order of the file. */
export function* rowsOf({
  given,
  lists,
  groups,
}: Pick<FoldOptions, 'given' | 'lists' | 'groups'>): Generator<RecipientRow> {
  const byAddress = new Map(groups.flatMap((group) => group.addresses.map((one) => [one, group] as const)));
  const status = new Map(groups.map((group) => [group, statusOf(group, lists)]));
  for (const [lower, address] of given.wanted) {
    const group = byAddress.get(lower);
    const hit = hitOf(lower, lists);
    yield {
      address,
      status: (group === undefined ? undefined : status.get(group)) ?? 'not-looked-at',
      code: group === undefined ? null : (foundIn(group)?.code ?? null),
      listedAs: hit?.address ?? null,
      reason: hit?.reason ?? null,
      since: hit?.since ?? null,
    };
  }
}

/** The report of what the lists say. */
export function foldRecipients(options: FoldOptions): RecipientsReport {
  const { given, lists, groups, region, version, takenAt, terms, notes, senders = [] } = options;
  const countOf = (status: RecipientRow['status']): number =>
    groups.reduce((all, group) => all + (statusOf(group, lists) === status ? group.addresses.length : 0), 0);
  const causes = causesOf(groups, given);
  const unknown = [
    ...unknownOf(groups),
    ...senders.map((one) => ({ ...one, count: given.wanted.size, counts: true })),
  ];
  const crashed = groups.some(({ judgement }) => judgement.worst === 'crash');
  const failing = causes.some(({ severity }) => severity === 'error');
  const warned = causes.some(({ severity }) => severity === 'warning');
  // A line that holds no address stands for a recipient who was not looked at.
  const open = unknown.length > 0 || given.wanted.size === 0 || given.unreadable > 0;
  return {
    ...{ schema: 1, kind: 'recipients', command: 'check', tool: { name: 'ses-doctor', version }, takenAt },
    region,
    totals: {
      ...{ given: given.count, repeated: given.count - given.wanted.size, unreadable: given.unreadable },
      ...{ suppressed: countOf('suppressed'), listed: countOf('listed') },
      listedUnjudged: countOf('listed-unjudged'),
      ...{ notListed: countOf('not-listed'), notLookedAt: countOf('not-looked-at') },
    },
    lists: lists.map(({ tenant, entries, why }) => ({ tenant, entries, complete: why === null })),
    ...{ causes, unknown, notes: [...unjudgedNote(groups, lists, given), ...notes] },
    verdict: crashed ? 'crash' : failing ? 'fail' : open ? 'unknown' : warned ? 'warn' : 'pass',
    exitCode: crashed
      ? 4
      : (failing && terms.failOn !== 'never') || (warned && terms.failOn === 'warning')
        ? 1
        : open && !terms.allowUnknown
          ? 3
          : 0,
  };
}

const mostExamples = 3;

/** Each code once, the gravest first, then what touches most. */
function causesOf(groups: readonly Group[], { wanted }: Given): readonly RecipientsCause[] {
  const byCode = new Map<string, RecipientsCause>();
  for (const group of groups) {
    const finding = foundIn(group);
    if (finding?.words == null) continue;
    const { code, severity, words } = finding;
    const known = byCode.get(code);
    const examples = group.addresses.slice(0, mostExamples).map((one) => wanted.get(one) ?? one);
    byCode.set(code, {
      ...{ code, severity: known?.severity === 'error' ? 'error' : severity },
      count: (known?.count ?? 0) + group.addresses.length,
      examples: [...(known?.examples ?? []), ...examples].slice(0, mostExamples),
      ...{ title: words.title, because: known?.because ?? words.summary, impact: words.impact },
      ...{ fix: known?.fix ?? words.fix, references: words.references },
    });
  }
  const told = [...byCode.values()].map((cause) => ({
    ...cause,
    fix: saidFirst(eachOf(cause.count, cause.examples[0]), cause.fix),
  }));
  return told.sort(
    (one, other) =>
      Number(other.severity === 'error') - Number(one.severity === 'error') ||
      other.count - one.count ||
      (one.code < other.code ? -1 : 1),
  );
}

/** What was not answered, with how many addresses it leaves open. */
function unknownOf(groups: readonly Group[]): readonly AddressUnknown[] {
  const seen = new Map<string, AddressUnknown>();
  for (const { judgement, addresses } of groups)
    for (const { reason, action, message, counts = true } of judgement.unanswered) {
      const key = JSON.stringify([reason, action, counts]);
      const count = (seen.get(key)?.count ?? 0) + addresses.length;
      seen.set(key, { ...{ reason, action, message, counts }, count });
    }
  return [...seen.values()].sort((one, other) => other.count - one.count);
}
