import { grouped } from '../../src/model/many.ts';
import { outOfReach } from '../../src/model/out-of-reach.ts';
import { defineCheck, notApplicable, type Unanswered, unanswered } from '../../src/model/check.ts';
import { type DkimRecord, type DkimRecords, dkimRecords } from '../../src/facts/dkim-records.ts';
import {
  dkimState,
  isEmptyKey,
  isSignedWith,
  keyIsThere,
  keysOfSes,
  rotationOf,
} from '../../src/facts/dkim-state.ts';
import { senderIdentity } from '../../src/facts/identity/sender-identity.ts';
import { message } from '../../src/facts/message/message.ts';
import { target } from '../../src/facts/target.ts';
import { type DkimKey, parseDkimKey } from '../../src/parse/dkim/key.ts';
import { type Keys, problems } from './dkim-key.words.ts';
import { shortened } from './shortened.ts';

export default defineCheck({
  id: 'dkim-key',
  title: 'DKIM keys in DNS',
  why: 'A signature is only as good as its published key: a revoked, broken or short key makes it fail.',
  per: 'identity',
  needs: { target, identity: senderIdentity, facts: dkimRecords },
  enrichment: { message },

  problems,

  settles: ['dkim/key-revoked'],

  evaluate({ target: { region }, identity: { name, dkim, verificationInfo, outside }, facts, message }) {
    const own = facts.kind === 'own';
    const read = facts.records.flatMap((record) => keysAt(record, own, facts));
    const all = { identity: name, own, total: facts.records.length };
    const withFault = (kind: 'revoked' | 'malformed', detail: (key: DkimKey) => string): Keys => ({
      ...all,
      keys: read.flatMap(({ key, name: at, text }) =>
        key.kind === kind ? [{ name: at, text, detail: detail(key) }] : [],
      ),
    });
    const ofSize = (wanted: (bits: number, key: DkimKey & { kind: 'key' }) => boolean): Keys => ({
      ...all,
      keys: read.flatMap(({ key, name: at, text }) =>
        key.kind === 'key' && wanted(key.bits, key)
          ? [{ name: at, text, detail: `has ${key.bits} bits` }]
          : [],
      ),
    });
    const isRsa = (key: DkimKey & { kind: 'key' }): boolean => key.keyType === 'rsa';
    const rotation = rotationOf(facts, outside !== null && !own);
    const revoked =
      rotation === 'untold'
        ? atRest(all, facts)
        : withRotation(
            withFault('revoked', () => 'is revoked'),
            rotation,
          );
    const malformed = withFault('malformed', (key) => (key.kind === 'malformed' ? key.because : ''));
    const tooShort = ofSize((bits, key) => isRsa(key) && bits < 1024);
    const testing = ofSize((_bits, key) => key.testing);
    const bits =
      own || outside !== null ? shortestOf(read) : (bitsOf(dkim.currentKeyLength) ?? shortestOf(read));
    const changing = !own && dkim.nextKeyLength === 'RSA_2048_BIT';
    const mismatch =
      own &&
      dkim.status === 'FAILED' &&
      verificationInfo?.errorType === 'INVALID_VALUE' &&
      read.some(({ key }) => key.kind === 'key');

    const keyless =
      !own &&
      rotation !== 'untold' &&
      facts.records.every(
        (record) => dkimState(record, facts).kind === 'right' && keyIsThere(record, facts) === false,
      ) &&
      read.length === 0;
    if (read.length === 0 && facts.records.every(({ txt }) => !txt.ok && outOfReach(txt.why) !== null)) {
      return notApplicable(`the keys of ${name} are out of reach, as dkim-records says`);
    }
    if (read.length === 0 && !keyless && rotation !== 'untold' && facts.records.every(({ txt }) => txt.ok)) {
      return notApplicable(`no DKIM record of ${name} points to a key`);
    }
    return [
      ...(keyless
        ? [
            {
              problem: 'dkim/key-missing' as const,
              data: {
                identity: name,
                region,
                targets: facts.records.map((record) => record.expected ?? record.name),
                ...(outside !== null &&
                  facts.records.length < keysOfSes &&
                  !isSignedWith(
                    message,
                    facts.records.map(({ selector }) => selector),
                  ) && { some: true as const }),
              },
            },
          ]
        : []),
      ...(revoked.keys.length > 0 ? [{ problem: 'dkim/key-revoked' as const, data: revoked }] : []),
      ...(malformed.keys.length > 0 ? [{ problem: 'dkim/key-malformed' as const, data: malformed }] : []),
      ...(tooShort.keys.length > 0 ? [{ problem: 'dkim/key-too-short' as const, data: tooShort }] : []),
      ...(testing.keys.length > 0 ? [{ problem: 'dkim/key-testing' as const, data: testing }] : []),
      ...(mismatch
        ? [
            {
              problem: 'dkim/key-mismatch' as const,
              data: { identity: name, names: facts.records.map((record) => record.name) },
            },
          ]
        : []),
      ...(bits !== null && bits >= 1024 && bits < 2048 && !changing && (dkim.signing || own)
        ? [{ problem: 'dkim/short-key' as const, data: { identity: name, region, bits, own } }]
        : []),
      ...facts.records.flatMap(({ txt }) => unanswered(txt)),
      // Which key is in use hangs on the records that nobody told of.
      ...(rotation === 'untold' ? facts.records.flatMap((record) => untold(record, facts)) : []),
    ];
  },

  observed: ({ identity: { dkim } }) => dkim.currentKeyLength,
});

function untold(record: DkimRecord, facts: DkimRecords): readonly Unanswered[] {
  const state = dkimState(record, facts);
  return record.txt.ok && state.kind === 'unanswered' ? [{ unanswered: state.why, counts: true }] : [];
}

const withRotation = (keys: Keys, rotation: Keys['rotation'] | null): Keys =>
  rotation === null || rotation === undefined ? keys : { ...keys, rotation };

/** Names without a key, where that of another name may be in use. */
const atRest = (all: Omit<Keys, 'keys'>, { records }: DkimRecords): Keys => ({
  ...all,
  rotation: 'untold',
  keys: records.flatMap(({ name, txt }) =>
    (txt.ok ? txt.value.records.filter(isEmptyKey) : [])
      .slice(0, 1)
      .map((text) => ({ name, text, detail: 'is empty' })),
  ),
});

/** SES takes private keys for RSA only ("Provide your own DKIM authentication token (BYODKIM)"). */
const notForSes: DkimKey = {
  kind: 'malformed',
  because: 'is an Ed25519 key, and SES signs with RSA keys alone',
};

/** RFC 6376 3.6.2.2 knows the strings of one record alone: text that a panel split over several records is no key. */
const ofSeveralRecords = <T extends { key: DkimKey }>(read: T, records: number): T =>
  records < 2 || read.key.kind !== 'malformed' || read.key === notForSes
    ? read
    : {
        ...read,
        key: {
          kind: 'malformed' as const,
          because: `${read.key.because}; the name holds ${grouped(records)} TXT records, as where a panel splits a long text, and a key has to be in one`,
        },
      };

/** The key that receivers get at a record; none where the record leads elsewhere, which is told by itself. */
function keysAt(
  record: DkimRecord,
  own: boolean,
  facts: Parameters<typeof dkimState>[1],
): readonly { name: string; text: string; key: DkimKey }[] {
  const { name, cname, txt } = record;
  if (!txt.ok || dkimState(record, facts).kind === 'wrong-target') return [];
  // Text at the name of an Easy DKIM record is no key of SES.
  const aliased = cname.ok ? cname.value.records.length > 0 : txt.value.chain.length > 0;
  if (!own && !aliased) return [];
  const keys = txt.value.records.map((text) => ({ name, text: shortened(text), key: parseDkimKey(text) }));
  const meant = keys
    .filter(({ key }) => key.kind !== 'other')
    .map((one) =>
      one.key.kind === 'key' && one.key.keyType === 'ed25519' ? { ...one, key: notForSes } : one,
    );
  const [first] = meant;
  if (first === undefined) return meant;
  if (meant.length === 1) return [ofSeveralRecords(first, txt.value.records.length)];
  // RFC 6376 3.6.2.2: with several records the result is undefined.
  return [
    {
      ...first,
      key: {
        kind: 'malformed',
        because: `is there ${grouped(meant.length)} times, and receivers pick one at random`,
      },
    },
  ];
}

const bitsOf = (length: string | null): number | null => {
  const bits = /^RSA_(\d+)_BIT$/.exec(length ?? '')?.[1];
  return bits === undefined ? null : Number(bits);
};

function shortestOf(read: readonly { key: DkimKey }[]): number | null {
  const sizes = read.flatMap(({ key }) => (key.kind === 'key' && key.keyType === 'rsa' ? [key.bits] : []));
  return sizes.length === 0 ? null : Math.min(...sizes);
}
