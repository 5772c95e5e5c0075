import { grouped } from '../../src/model/many.ts';
import { type Evidence, problem, type Step } from '../../src/model/check.ts';
import { nextRecord, recordToPublish } from '../../src/knowledge/dns-panels.ts';
import type { NearMissKind } from '../../src/model/dns-name.ts';
import { guide } from '../../src/knowledge/ses-pages.ts';

import { nearMissWords, removal } from './near-miss.ts';
import { command } from '../../src/render/paste/paste.ts';
import { panelHintIn } from '../../src/render/paste/panel-hint.ts';
import { rfc } from '../../src/knowledge/rfc.ts';

/** One record that is not as it should be. */
export interface Faulty {
  name: string;
  /** Null for a key of one's own, which SES does not show. */
  expected: string | null;
  actual: string | null;
  /** Who said so. */
  source: string;
}

/** Records of one identity with the same fault. */
export interface Records {
  domain: string;
  zone: string | null;
  kind: 'easy' | 'own';
  /** The servers of the zone; absent where it is that of the registered domain. */
  servers?: readonly string[];
  /** The identity whose own key it is, where the account says so; absent else. */
  owner?: { identity: string; region: string | null };
  /** Of how many. */
  total: number;
  records: readonly Faulty[];
}

const typeOf = ({ kind }: Pick<Records, 'kind'>): 'CNAME' | 'TXT' => (kind === 'easy' ? 'CNAME' : 'TXT');
export const references = [guide('send-email-authentication-dkim-easy'), guide('troubleshoot-dkim')];

/** What a missing record keeps from getting well. */
export const explains = [
  'dkim/status-pending',
  'dkim/status-failed',
  'dkim/status-temporary-failure',
  'identity/verification-pending',
  'identity/verification-failed',
  'identity/verification-temporary-failure',
  'identity/not-verified',
  'alignment/dmarc-fails',
  'message/dkim-invalid',
  'message/dkim-unaligned',
  'message/unsigned',
];

const unsigned =
  'SES cannot confirm the domain by it and receivers cannot verify the signature: mail goes unsigned or fails DKIM, and with it DMARC.';

/** A key of one's own, or one that is looked at from outside: what SES makes of it is not known. */
const unverifiable =
  'Receivers find no key for what is signed with it: the mail fails DKIM, and DMARC unless SPF aligns.';
const withoutKey = (data: Pick<Records, 'kind' | 'records'>): string =>
  data.kind === 'own' || isFromOutside(data) ? unverifiable : unsigned;
/** Known by a selector alone: only the account says what the record holds. */
const isFromOutside = ({ records }: Pick<Records, 'records'>): boolean =>
  records.some(({ expected }) => expected === null);

const untilRotation =
  'Signatures verify today. They fail once SES rotates its keys, because these records do not follow.';

export const names = (records: readonly Faulty[]): string => records.map(({ name }) => name).join(', ');
const howMany = ({ records, total }: Records): string =>
  total === 1
    ? 'The DKIM record'
    : `${records.length === total ? `All ${grouped(total)}` : `${grouped(records.length)} of the ${grouped(total)}`} DKIM records`;
export const isOne = ({ records }: Records): boolean => records.length === 1;
const are = (data: Records): string => (isOne(data) ? 'is' : 'are');
/** The names behind a colon, where not all records are meant; the evidence has them all. */
export const which = (data: Records, list = names(data.records)): string =>
  data.total > 1 && data.records.length === data.total ? '' : `: ${list}`;

const found = ({ records }: Records): string => records.map(({ actual }) => actual ?? '').join(', ');

export const evidence = (data: Records): readonly Evidence[] =>
  data.records.map(({ name, expected, actual, source }) => ({
    what: `${typeOf(data)} ${name}`,
    expected: expected ?? 'the public key',
    actual: actual ?? 'no such record',
    source,
  }));

/**
 * The records as they should be, one step each; the first says how many there are. `one` says what to do with one
 * record, `all` with several.
 */
export function publish(
  data: Records,
  one: string,
  all: (count: number) => string = () => one,
): readonly Step[] {
  const { length } = data.records;
  const text = length === 1 || data.kind === 'own' ? one : all(length);
  if (data.kind === 'own') {
    return data.records.map(({ name }) => ({
      text: `${text} (a TXT record at ${name} with "p=" and the public key that belongs to the private key that signs). ${panelHintIn(data.zone, data.servers)}`,
      owner: 'dns',
    }));
  }
  if (isFromOutside(data))
    return data.records.map(({ name }) => ({
      text: `${text} (the CNAME that SES shows for ${name}: in the console under DKIM of the identity). ${panelHintIn(data.zone, data.servers)}`,
      owner: 'dns',
    }));
  return data.records.map(({ name, expected }, index) => ({
    text: index === 0 ? `${text}. ${panelHintIn(data.zone, data.servers)}` : nextRecord(index, length),
    owner: 'dns',
    ...recordToPublish(name, 'CNAME', expected, data.zone),
  }));
}

/** Whatever is wrong with each of them, they are put right in one go; null where we know no record to publish. */
const act = (data: Records): string | null =>
  data.kind === 'own' || isFromOutside(data) ? null : `DKIM records of ${data.domain}`;

const ownPage = guide('send-email-authentication-dkim-bring-your-own');

/** A key of one's own that was changed has a new selector, of which SES has to be told. */
const orNewKey = ({ owner }: Records): readonly Step[] =>
  owner === undefined
    ? []
    : [
        {
          text: 'Or, if the key was changed, give SES the new selector and private key (DomainSigningSelector and DomainSigningPrivateKey in the file)',
          owner: 'you',
          command: command`aws sesv2 put-email-identity-dkim-signing-attributes --email-identity ${owner.identity} --signing-attributes-origin EXTERNAL --signing-attributes file://dkim-key.json --region ${owner.region}`,
        },
      ];

/** What can be wrong with the DKIM records of an identity. */
export const recordProblems = {
  'dkim/record-missing': problem<
    Records & {
      cachedSeconds: number | null;
      /** Seen from outside: another record is there, with which SES may sign. */
      atRest?: true;
    }
  >({
    severity: ({ atRest }) => (atRest === true ? 'warning' : 'error'),
    summary: (data) => `${howMany(data)} of ${data.domain} ${are(data)} not in DNS${which(data)}.`,
    impact: (data) =>
      data.atRest === true
        ? 'SES has one of its three keys in use. If this is it, or once SES changes to it, receivers cannot verify the signature.'
        : withoutKey(data),
    evidence,
    fix: (data) => [
      ...publish(data, 'Publish the record', (count) => `Publish these ${grouped(count)} records`),
      ...orNewKey(data),
      ...(data.cachedSeconds === null
        ? []
        : [
            {
              text: `The resolver still has the old record for ${grouped(data.cachedSeconds)} seconds; after that receivers miss it too`,
              owner: 'dns' as const,
            },
          ]),
    ],
    references: ({ owner }) => (owner === undefined ? references : [ownPage, ...references.slice(1)]),
    explains: ({ atRest }) => (atRest === true ? [] : explains),
    act,
    read: {
      severity: 'warning',
      references,
      summary: () => 'The DKIM records that SES expects are not in DNS.',
      impact: () => unsigned,
      fix: () => [{ text: 'Publish the three CNAME records that the console shows', owner: 'dns' }],
      distinguish: 'Look up CNAME at the names that the console shows: there is no answer.',
    },
  }),

  'dkim/name-doubled': problem<Records & { part?: true }>({
    severity: 'error',
    summary: (data) =>
      `${howMany(data)} of ${data.domain} ${are(data)} at a name that has ${data.part === true ? 'a part of the zone' : 'the zone'} twice${which(data, found(data))}.`,
    impact: (data) => `The DNS panel appended the zone to a name that had it already. ${withoutKey(data)}`,
    evidence: (data) =>
      data.records.map(({ name, actual, source }) => ({
        what: `name of the ${typeOf(data)} record`,
        expected: name,
        actual,
        source,
      })),
    fix: (data) =>
      publish(
        data,
        'Delete the record with the doubled name and publish it at the right one',
        (count) =>
          `Delete the ${grouped(count)} records with the doubled names and publish these ${grouped(count)} instead`,
      ),
    references,
    explains,
    act,
    read: {
      severity: 'warning',
      summary: () => 'The DKIM records stand at names that hold the domain twice.',
      impact: () => unsigned,
      fix: () => [
        { text: 'Enter the names again without the domain at the end: the DNS panel adds it', owner: 'dns' },
      ],
      distinguish: 'Look up the record with the domain twice at the end: it answers there.',
    },
  }),

  'dkim/wrong-name': problem<Records & { slip: NearMissKind | null }>({
    severity: 'error',
    summary: (data) =>
      `${howMany(data)} of ${data.domain} ${are(data)} at a wrong name${data.slip === null ? '' : `, ${nearMissWords[data.slip]}`} (${[...data.records.slice(0, 1).map(({ actual }) => actual), ...(isOne(data) ? [] : ['…'])].join(', ')}).`,
    impact: withoutKey,
    evidence: (data) =>
      data.records.map(({ name, actual, source }) => ({
        what: `name of the ${typeOf(data)} record`,
        expected: name,
        actual,
        source,
      })),
    fix: (data) =>
      publish(
        data,
        data.kind === 'own'
          ? `Publish the record at the right name, and ${removal(data.slip, found(data))}`
          : 'Delete the record with the wrong name and publish it at the right one',
        (count) =>
          `Delete the ${grouped(count)} records with the wrong names and publish these ${grouped(count)} instead`,
      ),
    references,
    explains,
    act,
  }),

  'dkim/wrong-target': problem<Records & { settled: boolean }>({
    severity: ({ settled }) => (settled ? 'info' : 'error'),
    summary: (data) =>
      data.settled
        ? `${howMany(data)} of ${data.domain} ${isOne(data) ? 'leads' : 'lead'} to another name than SES gives, which has the same key${which(data)}.`
        : `${howMany(data)} of ${data.domain} ${isOne(data) ? 'leads' : 'lead'} to the wrong place${which(data)}.`,
    impact: ({ settled }) => (settled ? untilRotation : unsigned),
    evidence,
    fix: (data) =>
      publish(
        data,
        'Change the target of the CNAME',
        (count) => `Change the targets of these ${grouped(count)} CNAMEs`,
      ),
    references,
    explains: ({ settled }) => (settled ? [] : explains),
    act,
    read: {
      impact: () => 'SES does not find the key: mail is not signed by the domain.',
      severity: 'warning',
      summary: () => 'The DKIM records point to something else than SES expects.',
      fix: () => [
        {
          text: 'Copy the values again from the console: each token points to itself and dkim.amazonses.com',
          owner: 'dns',
        },
      ],
      distinguish: 'Compare the CNAME answers with the values in the console.',
    },
  }),

  'dkim/wrong-type': problem<Records & { type: 'TXT' | 'A'; settled: boolean }>({
    severity: ({ settled }) => (settled ? 'info' : 'error'),
    summary: (data) =>
      data.type === 'TXT'
        ? data.settled
          ? `The key itself is published as TXT where SES expects a CNAME: ${names(data.records)}.`
          : `There is TXT where SES expects a CNAME: ${names(data.records)}.`
        : `There is an address where SES expects a CNAME, as a proxying DNS provider makes it: ${names(data.records)}.`,
    impact: ({ settled }) => (settled ? untilRotation : unsigned),
    evidence: (data) =>
      data.records.map(({ name, expected, actual, source }) => ({
        what: name,
        expected: `CNAME ${expected ?? ''}`.trim(),
        actual: `${data.type} ${actual ?? ''}`.trim(),
        source,
      })),
    fix: (data) =>
      publish(
        data,
        data.type === 'TXT'
          ? 'Delete the TXT record and publish a CNAME in its place'
          : 'Switch the proxy off for this record (in Cloudflare: the grey cloud, "DNS only"), so that the CNAME itself is answered',
        (count) =>
          data.type === 'TXT'
            ? `Delete the ${grouped(count)} TXT records and publish these ${grouped(count)} CNAMEs in their place`
            : `Switch the proxy off for these ${grouped(count)} records (in Cloudflare: the grey cloud, "DNS only"), so that the CNAMEs themselves are answered`,
      ),
    references,
    explains: ({ settled }) => (settled ? [] : explains),
    act,
    read: {
      impact: () => 'SES does not find the key: mail is not signed by the domain.',
      severity: 'warning',
      summary: () => 'The DKIM records answer with another type than CNAME.',
      fix: () => [
        {
          text: 'Publish them as CNAME records, and switch off the proxy of the DNS provider for them',
          owner: 'dns',
        },
      ],
      distinguish:
        'Look up CNAME at the names that the console shows: a proxy answers with addresses instead.',
    },
  }),

  'dkim/wildcard-answers': problem<Records & { type: 'CNAME' | 'TXT' | 'A' }>({
    severity: 'error',
    summary: (data) =>
      `A wildcard answers in place of ${howMany(data).replace(/^[TA]/, (letter) => letter.toLowerCase())} of ${data.domain}: ${names(data.records)}.`,
    impact: unsigned,
    evidence: (data) =>
      data.records.map(({ name, expected, actual, source }) => ({
        what: name,
        expected: `${typeOf(data)} ${expected ?? 'with the public key'}`,
        actual: `${data.type} ${actual ?? ''} (any other name under _domainkey.${data.domain} has it too)`,
        source,
      })),
    fix: (data) =>
      publish(
        data,
        'Publish the record: it goes before the wildcard',
        (count) => `Publish these ${grouped(count)} records: they go before the wildcard`,
      ),
    references: [...references, rfc(4592, '2.2')],
    explains,
  }),
};
