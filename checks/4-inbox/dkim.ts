import { grouped } from '../../src/model/many.ts';
import { contradiction, defineCheck, notKnown, type Unanswered } from '../../src/model/check.ts';
import { type DkimRecords, dkimRecords } from '../../src/facts/dkim-records.ts';
import { dkimState, keyIsThere } from '../../src/facts/dkim-state.ts';
import { domainIdentity, signingIdentity } from '../../src/facts/identity/identity.ts';
import { isDkimOrigin, type Identity } from '../../src/facts/identity/reply.ts';
import { symptom, target } from '../../src/facts/target.ts';
import { unreachable } from '../../src/facts/zone-lookup.ts';
import { refute } from '../../src/model/refute.ts';
import { dkimProblems, type Status } from './dkim.words.ts';

export default defineCheck({
  id: 'dkim',
  title: 'DKIM signing',
  why: 'A signature survives forwarding, where SPF does not, and large receivers expect one on bulk mail.',
  per: 'identity',
  needs: { target, identity: signingIdentity, symptom },
  enrichment: { records: dkimRecords, domain: domainIdentity },

  problems: dkimProblems,

  evaluate({ target: { region }, identity, symptom, records, domain }, subject) {
    const { name, type, dkim, verificationInfo } = identity;
    const status: Status = {
      name,
      region,
      status: dkim.status,
      origin: dkim.origin,
      records: 'unclear',
      lastChecked: verificationInfo?.lastChecked ?? null,
      errorType: verificationInfo?.errorType ?? null,
      ...(dkim.keysSince !== undefined && { keysSince: dkim.keysSince }),
      ...(typeof verificationInfo?.lastSuccess === 'string' && { lastSuccess: verificationInfo.lastSuccess }),
    };
    if (records.ok) {
      const kinds = records.value.records.map((record) => dkimState(record, records.value).kind);
      if (kinds.every((kind) => kind === 'right' || kind === 'not-propagated'))
        status.records = whereRight(records.value);
      else if (kinds.some((kind) => kind !== 'right' && kind !== 'not-propagated' && kind !== 'unanswered'))
        status.records = 'wrong';
    }
    const setUp = dkim.tokens.length > 0 || dkim.status !== 'NOT_STARTED';
    const off =
      dkim.signing && setUp
        ? []
        : [
            {
              problem: 'dkim/not-enabled' as const,
              data: {
                ...{ name, region, address: type === 'address', signing: dkim.signing, setUp },
                ...(type === 'address' && domain.ok && { domain: domain.value.name }),
              },
            },
          ];
    // Nothing was set up, so SES waits for nothing.
    if (!setUp) return off;
    const odd = unlikely(identity);
    switch (dkim.status) {
      case 'PENDING':
        return [...off, { problem: 'dkim/status-pending', data: status }, ...odd];
      case 'FAILED':
      case 'NOT_STARTED':
        return [...off, { problem: 'dkim/status-failed', data: status }, ...odd];
      case 'TEMPORARY_FAILURE':
        return [...off, { problem: 'dkim/status-temporary-failure', data: status }, ...odd];
      case 'SUCCESS':
        return [
          ...off,
          ...odd,
          ...(status.records === 'wrong' || odd.length > 0
            ? []
            : [...new Set([subject, name])].flatMap((of) =>
                refute(
                  symptom,
                  dkim.signing ? [...ofStatus, 'dkim/not-enabled'] : ofStatus,
                  of,
                  `SES says SUCCESS of the DKIM of ${name}, and ${dkim.signing ? 'signs with it' : 'signing is off'}`,
                ),
              )),
        ];
      default:
        return [...off, notKnown(`the DKIM status of ${name}`, dkim.status, 'ses:GetEmailIdentity'), ...odd];
    }
  },

  observed: ({ identity: { name, dkim } }) =>
    `${name}: ${dkim.signing ? 'signing on' : 'signing off'}, ${dkim.status}`,
});

/** Records that are right, as far as somebody was heard: what the resolver alone has, it may have kept. */
function whereRight(facts: DkimRecords): Status['records'] {
  const { kind, records } = facts;
  if (kind === 'own')
    // Of a key that nobody can use the check `dkim-key` says why.
    return records.some((record) => keyIsThere(record, facts) === false) ? 'wrong' : 'own-key';
  return records.every(({ authority }) => unreachable(authority)) ? 'kept' : 'right';
}

/** What SUCCESS says is not so. */
const ofStatus: readonly string[] = [
  'dkim/status-failed',
  'dkim/status-pending',
  'dkim/status-temporary-failure',
];

/** Easy DKIM has three tokens, an own key one selector: with others, what SES says of them is about something else. */
function unlikely({ name, type, dkim }: Identity): readonly Unanswered[] {
  const source = 'ses:GetEmailIdentity';
  const { origin, status, tokens } = dkim;
  if (!isDkimOrigin(origin)) return [notKnown(`whose DKIM key signs for ${name}`, origin, source)];
  // An address has the tokens of its domain, or none.
  if (type === 'address') return [];
  const expected = origin === 'EXTERNAL' ? 1 : 3;
  const different = new Set(tokens).size;
  if (different === expected || (different === 0 && status === 'PENDING')) return [];
  const named = different === 0 ? 'names no' : `names ${grouped(different)} different`;
  return [
    contradiction(
      `SES says that DKIM of ${name} is ${status}, and ${named} ${expected === 1 ? 'selector' : 'tokens'} where there ${expected === 1 ? 'is 1' : `are ${grouped(expected)}`}`,
      source,
    ),
  ];
}
