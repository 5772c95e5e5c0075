import type { Step } from '../model/check.ts';
import type { FixStep } from '../model/report.ts';
import { ownMailFrom } from '../render/paste/mail-from.ts';
import { compareText } from './compare-text.ts';
import { type IdentityLine, isUnanswered, type SurveyFinding } from './lines.ts';

/** An identity that uses a MAIL FROM domain. */
export interface MailFromUser {
  account: string;
  region: string;
  identity: string;
  sends: number;
  /** 2: the MX is right for its Region. 1: it may be. 0: it is not. */
  right: 0 | 1 | 2;
  works: boolean;
}

/** A MAIL FROM domain that several Regions use: one MX serves one of them. */
export interface SharedMailFrom {
  /** The Region that keeps it: the one for which the MX is right, else the one that sends most by it. */
  keeper: string;
  /** An account in which it keeps it. */
  account: string;
  /** SES has confirmed it there. */
  works: boolean;
  others: readonly string[];
}

/** The users of each MAIL FROM domain that a survey has seen. States of before do not tell. */
export type MailFromUsers = Map<string, MailFromUser[]>;

/** Notes who uses the MAIL FROM domain of a line. */
export function noteMailFrom(users: MailFromUsers, line: IdentityLine): void {
  if (line.mailFrom === undefined || line.mailFrom === null) return;
  const { account, region, identity, mailFrom } = line;
  const works = mailFrom.status === 'SUCCESS';
  const right = line.findings.some(isOfMx) ? 0 : works || !isUnanswered(line.unanswered) ? 2 : 1;
  const user: MailFromUser = { account, region, identity, sends: line.sends ?? 0, right, works };
  const key = mailFrom.domain.toLowerCase();
  const known = users.get(key);
  if (known === undefined) users.set(key, [user]);
  else known.push(user);
}

/** Something is wrong with the MX of the MAIL FROM domain, or with where it stands. */
const isOfMx = ({ check, code, severity }: SurveyFinding): boolean =>
  check === 'mail-from-records' && severity !== 'info' && !code.startsWith('mail-from/spf-');

/** The domains that identities of several Regions use. `isThere`: an identity that was deleted since uses nothing. */
export function sharedMailFroms(
  users: MailFromUsers,
  isThere: (user: MailFromUser) => boolean,
): ReadonlyMap<string, SharedMailFrom> {
  const shared = new Map<string, SharedMailFrom>();
  for (const [domain, all] of users) {
    if (all.length < 2) continue;
    const living = all.filter(isThere);
    const regions = [...new Set(living.map(({ region }) => region))];
    if (regions.length < 2) continue;
    const sums = regions
      .map((region) => sumOf(living.filter((one) => one.region === region)))
      .sort(
        (one, other) =>
          other.right - one.right ||
          Number(other.works) - Number(one.works) ||
          other.sends - one.sends ||
          other.count - one.count ||
          compareText(one.region, other.region),
      );
    const [first, ...rest] = sums;
    if (first === undefined) continue;
    const { region: keeper, account } = first;
    const works = first.works && first.right === 2;
    shared.set(domain, {
      keeper,
      account,
      works,
      others: rest.map(({ region }) => region).sort(compareText),
    });
  }
  return shared;
}

/** What the users of one Region come to. */
function sumOf(users: readonly MailFromUser[]) {
  const [first = { account: '', region: '' }] = users.toSorted((one, other) =>
    compareText(one.account, other.account),
  );
  return {
    ...{ account: first.account, region: first.region, count: users.length },
    // The MX is one: what it is for one identity of the Region it is for all.
    right: users.some(({ right }) => right === 0) ? 0 : Math.max(...users.map(({ right }) => right)),
    works: users.some(({ works }) => works),
    sends: users.reduce((all, { sends }) => all + sends, 0),
  };
}

/**
 * The line as it has to be told where its MAIL FROM domain is that of another Region too: to point the MX here would break
 * the other one, so that this one takes another name. The line itself was judged without knowing of other Regions.
 */
export function withOwnMailFrom(
  line: IdentityLine,
  shared: ReadonlyMap<string, SharedMailFrom>,
): IdentityLine {
  const domain = line.mailFrom?.domain;
  const one = domain === undefined ? undefined : shared.get(domain.toLowerCase());
  if (domain === undefined || one === undefined) return line;
  return { ...line, findings: line.findings.map((finding) => retold(finding, { line, domain, one })) };
}

function retold(
  finding: SurveyFinding,
  { line, domain, one }: { line: IdentityLine; domain: string; one: SharedMailFrom },
): SurveyFinding {
  const { words } = finding;
  const record = words?.fix.find((step) => isMxOf(step, domain))?.record ?? null;
  if (words === null || record === null) return finding;
  if (line.region === one.keeper) {
    const others = `${one.others.join(', ')} ${one.others.length > 1 ? 'use' : 'uses'} it too, and ${one.others.length > 1 ? 'take names of their own' : 'takes a name of its own'}: one MX serves one Region.`;
    return { ...finding, words: { ...words, summary: `${words.summary} ${others}` } };
  }
  const where = line.account === one.account ? one.keeper : `${one.keeper} (account ${one.account})`;
  const summary = `${words.summary} ${where} uses it too${one.works ? ', and there it works' : ''}: one MX serves one Region.`;
  const { region, identity } = line;
  const zone =
    record.panelName == null || !domain.startsWith(`${record.panelName}.`)
      ? null
      : domain.slice(record.panelName.length + 1);
  const fix = ownMailFrom({ identity, region, domain, zone }).map((step, index) =>
    stepOf(index > 0 ? step : { ...step, text: `Leave the MX of ${domain} to ${where}. ${step.text}` }),
  );
  return { ...finding, words: { ...words, summary, fix } };
}

const isMxOf = ({ record }: FixStep, domain: string): boolean =>
  record?.type === 'MX' && record.name.toLowerCase() === domain.toLowerCase();

const stepOf = ({ text, owner, command, record }: Step): FixStep => ({
  ...{ text, owner },
  ...{ command: command ?? null, record: record ?? null },
});
