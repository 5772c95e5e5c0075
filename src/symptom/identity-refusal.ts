import { isFreeMail } from '../knowledge/receivers.ts';
import type { Reading } from './collector.ts';
import { strayAddress, type StrayAddress } from './stray-address.ts';
import { addressesIn, domainAfterAt, regionName, withLowerDomain, type NameCollector } from './names.ts';

/** What SES says of identities that it would not let send, or in the sandbox receive. */
interface Refusal {
  region: string | null;
  identities: readonly string[];
  /** The list ended in `...`. */
  cut: boolean;
  /** What a program put where an address belongs; null where there are addresses alone. */
  stray: StrayAddress | null;
}

/** The first entry that is no address. */
const strayIn = (entries: readonly string[]): StrayAddress | null =>
  entries.flatMap((entry) => strayAddress(entry) ?? [])[0] ?? null;

/** The entries of the list with all that stands in them, up to the one with which it ends. */
function entriesOf(rest: string): readonly string[] {
  const entries: string[] = [];
  for (const entry of rest.split(/[,;]/u, 50)) {
    entries.push(entry);
    if (
      /["'`)]\s{0,3}[,:\]}]?\s{0,3}$|\\[nr"]|\(in reply|\(code| at [A-Za-z_$]| Request ?ID|\(Service:/iu.test(
        entry,
      )
    )
      break;
  }
  return entries;
}

/** Reads `Email address is not verified. The following identities failed the check in region …: a, b`. */
export function parseRefusal(text: string): Refusal {
  const match = /failed the check in region\s{1,3}([\w-]{4,24})\s{0,3}:?([^\r\n]{0,2500})/iu.exec(text);
  if (match === null) return { region: null, identities: [], cut: false, stray: null };
  const [, region = '', rest = ''] = match;
  const list =
    rest.split(
      /\(in reply|\(code|["{}`]|\\n|\\"|; nested| at [A-Za-z_$]|\)\)| - - |'\)|(?<=@[\w.-]{1,80}>?)[.\u3002](?:\s|$)|\u3002| Request ?ID|, ?request id|\s\(Service:/iu,
      1,
    )[0] ?? '';
  const entries = list.split(/[,;]/u);
  const identities = entries
    .filter((entry) => strayAddress(entry) === null)
    .map(
      (entry) =>
        addressesIn(entry)[0] ??
        /(?:identity\/)?([a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,8})/iu.exec(entry)?.[1] ??
        '',
    )
    .filter((entry) => entry !== '')
    .map(withLowerDomain);
  return {
    region: regionName.test(region) ? region.toLowerCase() : null,
    identities: [...new Set(identities)].slice(0, 50),
    cut: /\.\.\.|…/u.test(list),
    stray: strayIn(entriesOf(rest)),
  };
}

/**
 * What the refusal means. SES checks senders always, and recipients too while the account is in the sandbox; it does
 * not say which of them an identity was. The surroundings do, when they name sender and recipients.
 */
export function readRefusal(
  text: string,
  names: NameCollector,
  givenRegion: string | null,
  setRegions: ReadonlySet<string> = new Set(),
): readonly Reading[] {
  const refusal = parseRefusal(text);
  const { region, identities, stray } = refusal;
  names.setRegion(region);
  for (const identity of identities) names.add('failedIdentities', identity);
  const data = dataOf(refusal, givenRegion);
  const reading = (code: string, subject: string | null, weight = 0): Reading => ({
    code,
    subject,
    quote: text,
    data,
    weight,
  });
  const first = identities[0] ?? null;
  if (stray !== null) return besideStray(stray, first, reading);

  if (givenRegion !== null && region !== null && givenRegion.toLowerCase() !== region) {
    return [reading('identity/wrong-region', first), reading('identity/not-verified', first, 1)];
  }
  if (region !== null && setRegions.size > 0 && !setRegions.has(region)) {
    return [
      {
        ...reading('identity/wrong-region', first),
        data: { ...data, setRegion: [...setRegions].join(', ') },
      },
      reading('identity/not-verified', first, 1),
    ];
  }
  const senders = identities.filter((identity) => isOneOf(identity, names.ofEnvelope('senders')));
  const recipients = identities.filter(
    (identity) => isOneOf(identity, names.ofEnvelope('recipients')) && !senders.includes(identity),
  );
  const others = identities.filter(
    (identity) => !senders.includes(identity) && !recipients.includes(identity),
  );
  const knowsBoth = names.ofEnvelope('senders').length > 0 && names.ofEnvelope('recipients').length > 0;

  if (identities.length === 0)
    return [
      reading('identity/not-verified', null),
      reading('sandbox/recipient-not-verified', null, 1),
      reading('identity/wrong-region', null, 1),
    ];
  if (senders.length > 0) {
    const [sender = null] = senders;
    const [recipient] = recipients;
    return [
      reading('identity/not-verified', sender),
      ...(recipient === undefined ? [] : [reading('sandbox/recipient-not-verified', recipient, 1)]),
      reading('identity/wrong-region', sender, 1),
    ];
  }
  if (recipients.length > 0 && others.length === 0) {
    return [
      reading('sandbox/recipient-not-verified', recipients[0] ?? null),
      reading('sandbox/account-in-sandbox', null, 1),
      reading('identity/wrong-region', recipients[0] ?? null, 1),
    ];
  }
  if (knowsBoth && others.length > 0) {
    return [
      reading('identity/foreign-header', others[0] ?? null),
      reading('identity/not-verified', others[0] ?? null, 1),
      ...(recipients[0] === undefined ? [] : [reading('sandbox/recipient-not-verified', recipients[0], 1)]),
    ];
  }
  const domains = new Set(identities.map((identity) => domainAfterAt(identity) ?? identity));
  const privateMail = identities.find((identity) => isFreeMail(domainAfterAt(identity) ?? ''));
  if (
    (identities.length >= 3 && domains.size >= 3) ||
    (identities.length > 0 && identities.every((identity) => isFreeMail(domainAfterAt(identity) ?? '')))
  ) {
    return [
      reading('sandbox/recipient-not-verified', first),
      reading('sandbox/account-in-sandbox', null, 1),
      reading('identity/not-verified', first, 1),
    ];
  }
  const sender = identities.find((identity) => identity !== privateMail) ?? first;
  return [
    reading('identity/not-verified', sender),
    reading(
      'sandbox/recipient-not-verified',
      privateMail ?? identities.find((identity) => identity !== sender) ?? sender,
      1,
    ),
    reading('identity/wrong-region', sender, 1),
  ];
}

/**
 * What a refusal means that names something else than addresses. SES names each that it would not let send: that some are verified
 * makes none of the others an address.
 */
function besideStray(
  { kind, given }: StrayAddress,
  first: string | null,
  reading: (code: string, subject: string | null, weight?: number) => Reading,
): readonly Reading[] {
  const plain = reading('send/envelope-sender-invalid', null, first === null ? 0 : 1);
  const astray = { ...plain, data: { ...plain.data, stray: kind, given } };
  return first === null
    ? [astray, reading('identity/not-verified', null, 1)]
    : [reading('identity/not-verified', first), astray, reading('identity/wrong-region', first, 1)];
}

const dataOf = (
  { region, identities, cut }: Refusal,
  givenRegion: string | null,
): Record<string, string> => ({
  identities: identities.join(', '),
  ...(region === null ? {} : { region }),
  ...(cut ? { cut: 'true' } : {}),
  ...(givenRegion === null ? {} : { givenRegion }),
});

/** The identity is one of the addresses, or the domain of one. */
const isOneOf = (identity: string, addresses: readonly string[]): boolean =>
  addresses.some(
    (address) =>
      address.toLowerCase() === identity.toLowerCase() ||
      (!identity.includes('@') && domainAfterAt(address) === identity),
  );
