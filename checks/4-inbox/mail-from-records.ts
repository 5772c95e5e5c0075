import { defineCheck, unanswered } from '../../src/model/check.ts';
import { type Alignment, alignment } from '../../src/facts/alignment.ts';
import { type SenderIdentity, senderIdentity } from '../../src/facts/identity/sender-identity.ts';
import { mailFromElsewhere } from '../../src/facts/mail-from/elsewhere.ts';
import { type MailFromRecords, mailFromRecords } from '../../src/facts/mail-from/records.ts';
import { type MailFromSpf, mailFromSpf } from '../../src/facts/mail-from/spf.ts';
import { recordToPublish } from '../../src/knowledge/dns-panels.ts';
import { feedbackHost, feedbackRegion } from '../../src/knowledge/regions.ts';
import { outOfReach } from '../../src/model/out-of-reach.ts';
import {
  type Disagreement,
  type MxFault,
  mxFault,
  type SpfPresence,
  spfPresence,
} from '../../src/facts/mail-from/state.ts';
import { symptom } from '../../src/facts/target.ts';
import { blamesSpf, refusesSender, toldOfSender } from '../../src/model/symptom.ts';
import { aliasOf, answersOf, type FoundNearMiss, missedBy } from '../../src/facts/zone-lookup.ts';
import { cnameBeside } from '../dns/cname-beside.ts';
import { delegationBroken } from '../dns/delegation-broken.ts';
import { dnssecBroken } from '../dns/dnssec-broken.ts';
import { keptIn, outOfReachIn } from '../dns/out-of-reach.ts';
import type { Alias } from './mail-from-alias.ts';
import { explains } from './mail-from-gone.ts';
import type { Blamed } from './spf-blamed.ts';
import { gradeWithoutMx, type Misplaced, mxProblems, type Mx } from './mail-from-mx.words.ts';
import { type SplitHorizon, splitHorizon } from '../dns/split-horizon.ts';
import type { Answer } from '../../src/model/unavailable.ts';
import { domainOf } from '../../src/parse/identity-name.ts';
import { isAppended } from './near-miss.ts';
import { spfProblems } from './mail-from-spf.words.ts';

const problems = {
  ...mxProblems,
  ...spfProblems,
  'mail-from/cname-beside': cnameBeside([
    'mail-from/mx-missing',
    'mail-from/spf-missing',
    'mail-from/spf-no-ses',
    'mail-from/mx-wrong-target',
    'mail-from/mx-multiple',
    'spf/ses-not-authorised',
    ...explains,
  ]),
  'mail-from/dnssec-broken': dnssecBroken(['spf/dnssec-broken', ...explains]),
  'mail-from/delegation-broken': delegationBroken(['spf/delegation-broken', ...explains]),
  'mail-from/split-horizon': splitHorizon(explains),
};

export default defineCheck({
  id: 'mail-from-records',
  title: 'MAIL FROM records',
  why: 'SES uses the domain only while its one MX names the feedback host of the Region, and SPF there is what receivers check.',
  per: 'identity',
  needs: { facts: mailFromRecords, symptom },
  questions: { spf: mailFromSpf },
  enrichment: { elsewhere: mailFromElsewhere, sender: senderIdentity, alignment },

  problems,

  settles: ({ facts: { domain }, symptom }, name) => [
    ...[name, domain].flatMap((subject) => [
      { code: 'mail-from/mx-missing', subject },
      { code: 'mail-from/mx-wrong-region', subject },
    ]),
    ...toldOfSender(symptom, domain),
  ],

  evaluate({ facts, symptom, spf, elsewhere, sender, alignment: ways }) {
    const { identity, domain, region, mxAuthority, resolver, misplaced } = facts;
    const fault = mxFault(facts);
    // A panel that appends the zone does so to both: they are one mistake.
    const together = misplaced.mx !== null && misplaced.mx.name === misplaced.txt?.name;
    const zone = mxAuthority.ok ? mxAuthority.value.zone : null;
    const data: Mx = {
      identity,
      domain,
      zone,
      region,
      exchanges: 'exchanges' in fault ? fault.exchanges : [],
      source: answersOf(mxAuthority)[0]?.server ?? resolver,
      ...withoutMx(sender),
      ...(ways.ok && failsDkim(ways.value) && { spfAlone: true as const }),
      ...(refusesSender(symptom, domain) && { refused: true as const }),
      ...aliasIn(facts),
    };
    const others = elsewhere.ok && elsewhere.value !== null ? { elsewhere: elsewhere.value } : {};
    const seen: Seen = {
      ...{ facts, data, fault, together, others },
      blamed: blamesSpf(symptom) ? { blamed: true } : {},
    };
    const things = `The MAIL FROM domain ${domain}`;
    const grade = gradeWithoutMx(data);
    const broken = outOfReachIn('mail-from', [facts.mx, facts.txt], { things });
    const dark =
      broken.length > 0
        ? broken
        : keptIn('mail-from', [mxAuthority, facts.txtAuthority], { things, resolver });
    const apart = splitHorizonOf(facts, fault, spfPresence(facts), allPass(spf));
    return [
      ...(facts.beside === null
        ? []
        : [
            {
              problem: 'mail-from/cname-beside' as const,
              data: {
                ...facts.beside,
                thing: 'the records of SES',
                wanted: 'other' as const,
                ofSes: true as const,
                grade,
              },
            },
          ]),
      ...dark.map((one) => withGrade(one, identity, grade)),
      ...(apart === null
        ? []
        : [
            {
              problem: 'mail-from/split-horizon' as const,
              data: {
                ...apart.data,
                ...(data.idle === true || !apart.types.includes('TXT') ? { grade } : {}),
              },
            },
          ]),
      ...(apart?.types.includes('MX') === true ? [] : mxOccurrences(seen)),
      ...(apart?.types.includes('TXT') === true ? [] : spfOccurrences(seen, spf)),
      ...openBeside(mxAuthority, fault),
      ...(facts.wildcard === undefined ? [] : unanswered(facts.wildcard, false)),
    ];
  },

  observed: ({ facts: { domain } }) => domain,
});

/** What SES does while it finds no MX, as far as it says so, and whether it does so already. */
function withoutMx(sender: Answer<SenderIdentity>): Pick<Mx, 'onFailure' | 'idle'> {
  const mailFrom = sender.ok && sender.value.outside === null ? sender.value.mailFrom : null;
  if (mailFrom?.behaviorOnMxFailure === 'REJECT_MESSAGE') return { onFailure: 'rejects' };
  if (mailFrom?.behaviorOnMxFailure !== 'USE_DEFAULT_VALUE') return {};
  const idle = notInForce.includes(mailFrom.status);
  return { onFailure: 'falls-back', ...(idle && { idle: true as const }) };
}

const notInForce: readonly string[] = ['PENDING', 'FAILED', 'TEMPORARY_FAILURE'];

/** A DMARC record applies, and DKIM surely does not align. */
const failsDkim = ({ dkim, policy, strict }: Alignment): boolean =>
  (!policy.ok || policy.value) &&
  (dkim.kind === 'unsigned' ||
    dkim.kind === 'keyless' ||
    (dkim.kind === 'signed' &&
      dkim.aligned.ok &&
      !(strict.dkim ? dkim.aligned.value.same : dkim.aligned.value.byWalk)));

/** A zone that the sender's own domain is in as well takes DKIM and DMARC with it. */
const withGrade = <T extends { data: { zone: string } }>(
  broken: T,
  identity: string,
  grade: ReturnType<typeof gradeWithoutMx>,
): T =>
  `.${domainOf(identity)}`.endsWith(`.${broken.data.zone}`)
    ? broken
    : { ...broken, data: { ...broken.data, grade } };

/** What leaves open who else has the MX, where it does not decide. */
function openBeside(authority: MailFromRecords['mxAuthority'], fault: MxFault) {
  const why = authority.ok ? missedBy(authority) : authority.why;
  return why === null || fault.kind === 'unanswered' ? [] : [{ unanswered: why, counts: false }];
}

/** The CNAME that stands where the records of SES should: it has to go before they can come. */
function aliasIn({ mxAuthority, txtAuthority, wildcard }: MailFromRecords): Alias {
  const alias = aliasOf(mxAuthority) ?? aliasOf(txtAuthority);
  if (alias === null) return {};
  return { alias, ...(wildcard?.ok === true && wildcard.value && { wildcard: true as const }) };
}

/** What both halves of the check look at. */
interface Seen {
  facts: MailFromRecords;
  data: Mx;
  fault: MxFault;
  /** MX and TXT stand at one wrong name. */
  together: boolean;
  /** What the other Regions that the MX names do with the domain. */
  others: Pick<Mx, 'elsewhere'>;
  blamed: Blamed;
}

function disagreement(data: Mx, type: 'MX' | 'TXT', { have, lack }: Disagreement) {
  const { domain } = data;
  // Without the SPF record alone SES does not fall back: the domain is in use, as long as it is in force.
  const isOfMx = type === 'MX' || data.idle === true;
  return {
    problem: 'mail-from/wrong-zone' as const,
    data: { domain, type, have, lack, ...(isOfMx && { grade: gradeWithoutMx(data) }) },
  };
}

function stale(
  { domain, resolver }: MailFromRecords,
  type: 'MX' | 'TXT',
  seen: readonly string[],
  seconds: number | null,
) {
  return {
    problem: 'mail-from/not-propagated' as const,
    data: { domain, type, seen, seconds, source: resolver },
  };
}

function atWrongName(
  { facts, data, blamed }: Seen,
  { kind: slip, name: found }: FoundNearMiss,
  types: Misplaced['types'],
) {
  return {
    problem: isAppended(slip) ? ('mail-from/name-doubled' as const) : ('mail-from/wrong-name' as const),
    data: {
      ...{ ...data, found, slip, types, source: facts.resolver },
      ...(types.includes('TXT') && blamed),
    },
  };
}

function mxOccurrences(seen: Seen) {
  const { facts, data, fault, together, others } = seen;
  const { misplaced } = facts;
  switch (fault.kind) {
    case 'none':
      return [];
    case 'unanswered':
      return outOfReach(fault.why) === null ? [{ unanswered: fault.why, counts: true }] : [];
    case 'missing':
      if (misplaced.mx !== null) return [atWrongName(seen, misplaced.mx, together ? ['MX', 'TXT'] : ['MX'])];
      return [
        ...(wentAlong(facts, 'mx')
          ? []
          : [
              {
                problem: 'mail-from/mx-missing' as const,
                data: {
                  ...data,
                  cachedSeconds: fault.cachedSeconds,
                  ...(isWithoutSpf(seen) && { neither: true as const }),
                },
              },
            ]),
        ...placeOpen(facts, 'mx'),
      ];
    case 'disagree':
      return [disagreement(data, 'MX', fault)];
    case 'not-propagated':
      // Who follows the CNAME beside the records does so for good: that is no old answer.
      return facts.beside === null ? [stale(facts, 'MX', fault.exchanges, fault.seconds)] : [];
    case 'wrong-target':
      return [{ problem: 'mail-from/mx-wrong-target' as const, data }];
    case 'wrong-region':
      return [
        {
          problem: 'mail-from/mx-wrong-region' as const,
          data: { ...data, ...others, found: feedbackRegion(data.exchanges[0] ?? '') ?? '' },
        },
      ];
    case 'multiple': {
      const foreign = data.exchanges.filter((exchange) => feedbackRegion(exchange) === null);
      return [
        { problem: 'mail-from/mx-multiple' as const, data: { ...data, ...others } },
        ...(foreign.length === 0
          ? []
          : [{ problem: 'mail-from/also-receives' as const, data: { ...data, exchanges: foreign } }]),
      ];
    }
  }
}

function spfOccurrences(seen: Seen, spf: Answer<MailFromSpf>) {
  const { facts, data, fault, together, blamed } = seen;
  const { domain, misplaced, resolver, txtAuthority } = facts;
  const { zone, idle } = data;
  const presence = spfPresence(facts);
  const source = resolver;
  if (presence.kind === 'unanswered')
    return outOfReach(presence.why) === null ? [{ unanswered: presence.why, counts: true }] : [];
  if (presence.kind === 'missing') {
    if (misplaced.txt !== null)
      return together && fault.kind === 'missing' ? [] : [atWrongName(seen, misplaced.txt, ['TXT'])];
    const said = answersOf(txtAuthority)[0]?.server ?? source;
    const { cachedSeconds } = presence;
    return [
      ...(wentAlong(facts, 'txt')
        ? []
        : [
            {
              problem: 'mail-from/spf-missing' as const,
              data: {
                ...{ domain, zone, records: [], source: said, cachedSeconds, ...blamed, ...aliasIn(facts) },
                ...(idle === true && { idle }),
              },
            },
          ]),
      ...placeOpen(facts, 'txt'),
    ];
  }
  if (presence.kind === 'disagree') return [disagreement(data, 'TXT', presence)];
  if (presence.kind === 'not-propagated')
    return facts.beside === null ? [stale(facts, 'TXT', [], presence.seconds)] : [];
  if (!spf.ok) return [];
  const { results } = spf.value;
  if (!results.ok) return outOfReach(results.why) === null ? unanswered(results) : [];
  const refused = refusedBy(spf);
  if (refused === undefined)
    return presence.kind === 'replaced' && facts.beside === null && allPass(spf)
      ? [stale(facts, 'TXT', presence.seen, presence.seconds)]
      : [];
  const { records } = presence;
  const said =
    presence.kind === 'replaced'
      ? { source: presence.source, here: { records: presence.seen, source } }
      : { source };
  return [
    {
      problem: 'mail-from/spf-no-ses' as const,
      data: { domain, zone, records, ...said, ...refused, ...blamed },
    },
  ];
}

/** Whether the SPF record is missing as well, and is not at another name. */
const isWithoutSpf = ({ facts }: Seen): boolean =>
  spfPresence(facts).kind === 'missing' && facts.misplaced.txt === null && !wentAlong(facts, 'txt');

/** Whether a record may have gone the way of the other one: that is at a wrong name, and not all places answered for this one. */
const wentAlong = ({ misplaced, placesOpen }: MailFromRecords, record: 'mx' | 'txt'): boolean =>
  placesOpen?.[record] !== undefined && misplaced[record === 'mx' ? 'txt' : 'mx'] !== null;

const placeOpen = ({ placesOpen }: MailFromRecords, record: 'mx' | 'txt') => {
  const why = placesOpen?.[record];
  return why === undefined ? [] : [{ unanswered: why, counts: false }];
};

const allPass = (spf: Answer<MailFromSpf>): boolean =>
  spf.ok && spf.value.results.ok && spf.value.results.value.every(({ result }) => result === 'pass');

/** The address of SES that SPF does not let pass. The check `spf` has words for each permerror, where SES uses the domain. */
function refusedBy(spf: Answer<MailFromSpf>) {
  if (!spf.ok || !spf.value.results.ok) return undefined;
  const { results, inForce } = spf.value;
  return results.value.find(
    ({ result }) =>
      result === 'fail' ||
      result === 'softfail' ||
      result === 'neutral' ||
      (result === 'permerror' && !inForce),
  );
}

/** What one side of a split horizon lacks; null where the resolver has no zone of its own, or both agree. */
function splitHorizonOf(
  { domain, mxAuthority, txtAuthority, resolver, region }: MailFromRecords,
  mx: MxFault,
  spf: SpfPresence,
  passes: boolean,
): { types: readonly ('MX' | 'TXT')[]; data: SplitHorizon } | null {
  const authority = [mxAuthority, txtAuthority].find((one) => one.ok && one.value.inside !== null);
  if (authority?.ok !== true || authority.value.inside === null) return null;
  const sides = [
    { type: 'MX' as const, side: sideOf(mx) },
    { type: 'TXT' as const, side: spf.kind === 'replaced' ? (passes ? 'outside' : null) : sideOf(spf) },
  ];
  const side =
    sides.find((one) => one.side === 'inside')?.side ?? sides.find((one) => one.side !== null)?.side;
  if (side === undefined || side === null) return null;
  const types = sides.filter((one) => one.side === side).map(({ type }) => type);
  const { inside, filter } = authority.value;
  const zone = authority.value.zone ?? domain;
  const values = {
    MX: region === null ? null : `10 ${feedbackHost(region)}`,
    TXT: 'v=spf1 include:amazonses.com ~all',
  };
  const data: SplitHorizon = {
    things: `${types
      .map((type) => (type === 'MX' ? 'The MX' : 'The SPF'))
      .join(' and ')
      .replace('and The', 'and the')} record${types.length > 1 ? 's' : ''} of ${domain}`,
    plural: types.length > 1,
    zone,
    inside,
    outside: answersOf(authority).map(({ server }) => server),
    side,
    ...(side === 'outside' &&
      types.every((type) => hasAnother(type === 'MX' ? mx : spf)) && { another: true }),
    ...(filter !== undefined && { filter }),
    resolver,
    records: types.flatMap(
      (type) => recordToPublish(domain, type, values[type], authority.value.zone).record ?? [],
    ),
  };
  return { types, data };
}

/** Whether the resolver has a record, and another one. */
const hasAnother = (state: MxFault | SpfPresence): boolean =>
  state.kind === 'replaced' ||
  (state.kind === 'not-propagated' && 'exchanges' in state && state.exchanges.length > 0);

function sideOf(state: MxFault | SpfPresence): 'inside' | 'outside' | null {
  if (state.kind === 'not-propagated') return 'outside';
  return state.kind === 'missing' && state.cachedSeconds !== null ? 'inside' : null;
}
