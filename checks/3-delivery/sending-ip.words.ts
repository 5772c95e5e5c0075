import type { Evidence, Step } from '../../src/model/check.ts';
import type { IpOwner } from '../../src/facts/sending-ips.ts';
import { guide } from '../../src/knowledge/ses-pages.ts';
import type { ListMeaning } from '../../src/parse/dns-list/verdict.ts';

/** One list that holds an entry. */
export interface Holding {
  zone: string;
  /** As a finding calls the list. */
  list: string;
  meanings: readonly ListMeaning[];
  reason: string | null;
  effect: string;
  page: string;
}

export interface ListedIp {
  region: string | null;
  ip: string;
  owner: IpOwner;
  pool: string | null;
  holdings: readonly Holding[];
  /** The symptom's bounce names this address, and one of these lists or one we do not know. */
  explainsBounce: boolean;
}

const ownerWords: Readonly<Record<IpOwner, string>> = {
  dedicated: 'Your dedicated IP address',
  shared: "Amazon's shared IP address",
  amazon: "Amazon's IP address",
  foreign: 'The IP address',
  unknown: 'The IP address',
};

/** Says whose address it is, at the beginning of a summary. */
export const addressWords = ({ ip, owner, pool }: Pick<ListedIp, 'ip' | 'owner' | 'pool'>): string =>
  `${ownerWords[owner]} ${ip}${pool === null ? '' : ` in the pool ${pool}`}`;

/** `Spamhaus ZEN, SpamCop and Barracuda`. */
export function listNames(holdings: readonly { list: string }[]): string {
  const names = holdings.map(({ list }) => list);
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;
}

export const holdingEvidence = (entry: string, holdings: readonly Holding[]): readonly Evidence[] =>
  holdings.map(({ zone, meanings, reason }) => ({
    what: `${entry} in ${zone}`,
    expected: 'not listed',
    actual: `${meanings.map(({ code, means }) => `${code} (${means})`).join(', ')}${reason === null ? '' : `: ${reason}`}`,
    source: zone,
  }));

/** Where to ask for removal, once for each page. */
const removal = (holdings: readonly Holding[]): readonly Step[] =>
  holdings
    .filter(({ page }, index) => holdings.findIndex((other) => other.page === page) === index)
    .map(({ list, page }) => ({
      text: `Then look the address up at ${list} and ask for its removal: ${page}`,
      owner: 'you',
    }));

/** True where nobody says that the address sent spam: only that its range should not send mail at all. */
export const isPolicyOnly = (holdings: readonly Holding[]): boolean =>
  holdings.length > 0 && holdings.every(({ meanings }) => meanings.every(({ policy }) => policy));

const notOurs: Step = {
  text: 'The address is not among those that Amazon publishes for SES. If your mail leaves through SES, receivers see another one: take it from ses:outgoing-ip in an event, or from the last Received header that a receiver wrote, and give that one to --ip.',
  owner: 'you',
};

const cause: Step = {
  text: 'Find what was sent from it first: look at bounces and complaints of the days before, stop the sender, list or form behind them. A listing that is removed before its cause comes back.',
  owner: 'you',
};

const askSupport: Step = {
  text: 'The listing of a shared address is for AWS to end: it watches the lists that large receivers use and acts by itself. If mail bounces for more than a day, open a case with AWS Support and quote a bounce.',
  owner: 'aws',
};

/** What to do about a listing. Whose address it is decides. */
export function listedFix({ owner, holdings }: ListedIp): readonly Step[] {
  const policy = isPolicyOnly(holdings);
  switch (owner) {
    case 'dedicated':
      return policy
        ? [
            {
              text: 'The list names ranges that are not meant to send mail, nothing more. If you brought this address (BYOIP), take the range off the list as its holder; if Amazon leased it to you, send this to AWS Support.',
              owner: 'you',
            },
            ...removal(holdings),
          ]
        : [
            cause,
            ...removal(holdings),
            {
              text: 'AWS does not remove dedicated addresses from lists and does not exchange them. Until it is removed, send through another pool.',
              owner: 'you',
            },
          ];
    case 'shared':
      return [
        askSupport,
        {
          text: 'Shared IP addresses change from message to message. If that is not acceptable, lease dedicated IPs.',
          owner: 'you',
        },
      ];
    case 'amazon':
      return [
        {
          text: 'Find out whether it is one of your dedicated addresses (aws sesv2 get-dedicated-ips); that could not be asked here.',
          owner: 'you',
        },
        { ...cause, text: `If it is: ${lower(cause.text)}` },
        ...removal(holdings),
        { ...askSupport, text: `If it is not: ${lower(askSupport.text)}` },
      ];
    case 'foreign':
    case 'unknown':
      return policy
        ? [
            notOurs,
            {
              text: 'The list names ranges that are not meant to send mail directly to receivers, such as those of office lines and of virtual machines. Send through the SMTP endpoint of SES instead.',
              owner: 'you',
            },
          ]
        : [notOurs, { ...cause, text: `If it is yours: ${lower(cause.text)}` }, ...removal(holdings)];
  }
}

const lower = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

export const listsPage = guide('faqs-dnsbls');

/** A list that gave no verdict, and why. */
export interface SilentList {
  zone: string;
  list: string;
  because: string;
}

export const silentEvidence =
  (expected: string) =>
  ({ lists }: { lists: readonly SilentList[] }): readonly Evidence[] =>
    lists.map(({ zone, because }) => ({ what: zone, expected, actual: because, source: zone }));
