import { panelHintIn } from '../../src/render/paste/panel-hint.ts';
import { type Alias, ofAlias, recordsAct, withoutAlias } from './mail-from-alias.ts';
import { type Graded, graded, gradeOf } from '../dns/graded.ts';
import { lookAgain, oldAnswer } from '../dns/old-answer.ts';
import { problem } from '../../src/model/check.ts';
import type { Disagreement } from '../../src/facts/mail-from/state.ts';
import { recordToPublish } from '../../src/knowledge/dns-panels.ts';
import { mergeSpf } from '../../src/spf/repair.ts';
import { type SoundSpf, soundSpf } from '../../src/spf/sound.ts';
import { spfAct } from './spf-steps.ts';
import { type Gone, page, explains, stillCached } from './mail-from-gone.ts';
import { type Blamed, refusalOverSpf } from './spf-blamed.ts';
import { rfc } from '../../src/knowledge/rfc.ts';

interface Spf extends Blamed {
  domain: string;
  zone: string | null;
  records: readonly string[];
  source: string;
  /** SES sends with its own MAIL FROM domain now: this one is not in force. */
  idle?: true;
}

interface Refused {
  ip: string;
  result: string;
  /** What the resolver asked here has instead of what the zone's servers publish. */
  here?: { records: readonly string[]; source: string };
}

/** The SPF record of the MAIL FROM domain, and servers that disagree about either record. */
export const spfProblems = {
  'mail-from/spf-missing': problem<Spf & Gone & Alias>({
    severity: ({ idle }) => (idle === true ? 'warning' : 'error'),
    summary: (data) => `The MAIL FROM domain ${data.domain} has no SPF record${ofAlias(data)}.`,
    impact: ({ idle }) =>
      `${idle === true ? 'SES sends with its own MAIL FROM domain now; once it uses this one, SPF says' : 'SPF says'} nothing (none) for mail from SES: it cannot align, and Gmail, Yahoo and Microsoft ask bulk senders for it.`,
    evidence: ({ domain, source }) => [
      {
        what: `TXT ${domain}`,
        expected: 'v=spf1 include:amazonses.com ~all',
        actual: 'no SPF record',
        source,
      },
    ],
    fix: ({ domain, zone, cachedSeconds, ...alias }) => [
      {
        text: `${withoutAlias({ domain, ...alias })}Publish the SPF record. ${panelHintIn(zone)}`,
        owner: 'dns',
        ...recordToPublish(domain, 'TXT', 'v=spf1 include:amazonses.com ~all', zone),
      },
      ...stillCached({ cachedSeconds }),
    ],
    references: [page, rfc(7208, '4.5')],
    explains: ['alignment/dkim-only', 'alignment/dmarc-fails', 'message/spf-failed'],
    explainsToo: refusalOverSpf,
    act: recordsAct,
  }),

  'mail-from/wrong-zone': problem<{ domain: string; type: 'MX' | 'TXT' } & Disagreement & Graded>({
    severity: gradeOf,
    summary: ({ domain, type, have, lack }) =>
      `The name servers of ${domain} disagree about its ${type === 'MX' ? 'MX' : 'SPF'} record; ${have.join(', ')} ${have.length === 1 ? 'has' : 'have'} what SES expects, ${lack.join(', ')} ${lack.length === 1 ? 'does' : 'do'} not.`,
    impact: (data) =>
      data.type === 'MX'
        ? graded(
            'Whether SES finds the MX depends on which server it asks: the MAIL FROM domain fails from time to time.',
            data,
          )
        : 'Whether a receiver finds the SPF record depends on which server it asks: part of the mail does not pass SPF.',
    evidence: ({ domain, type, have, lack }) => [
      ...have.map((source) => ({
        what: `${type} ${domain}`,
        expected: 'the record',
        actual: 'the record',
        source,
      })),
      ...lack.map((source) => ({
        what: `${type} ${domain}`,
        expected: 'the record',
        actual: 'no such record, or another one',
        source,
      })),
    ],
    fix: ({ have, lack }) => [
      {
        text: `Find out which of the servers hold the zone that you edit. If ${lack.join(', ')} ${lack.length === 1 ? 'belongs' : 'belong'} to another provider, copy the record from ${have.join(', ')} there or remove them from the delegation at the registrar; if to the same one, wait for its servers to catch up`,
        owner: 'dns',
      },
    ],
    references: [page, rfc(1034, '4.2.2')],
    explains,
  }),

  'mail-from/not-propagated': problem<{
    domain: string;
    type: 'MX' | 'TXT';
    seen: readonly string[];
    seconds: number | null;
    source: string;
  }>({
    severity: 'info',
    summary: ({ domain, type, seconds }) =>
      `The name servers of ${domain} have the right ${type === 'MX' ? 'MX' : 'SPF'} record; ${oldAnswer(seconds)}.`,
    impact: 'Whoever asked before the change does not see the record yet. It resolves by itself.',
    evidence: ({ domain, type, seen, source }) => [
      {
        what: `${type} ${domain}`,
        expected: null,
        actual: seen.length === 0 ? 'no such record' : seen.join(', '),
        source,
      },
    ],
    fix: ({ seconds }) => [lookAgain(seconds)],
    references: [rfc(2308, '5'), page],
  }),

  'mail-from/spf-no-ses': problem<Spf & Refused>({
    severity: 'error',
    summary: ({ domain, result }) =>
      `SPF at the MAIL FROM domain ${domain} does not authorize SES: the result is ${result}.`,
    impact: ({ result }) =>
      result === 'permerror'
        ? 'The record cannot be evaluated (a syntax error, two records, or too many lookups): mail from SES does not pass SPF with this domain.'
        : result === 'neutral'
          ? 'Mail from SES does not pass SPF, so SPF cannot align: DMARC rests on DKIM alone.'
          : 'Mail from SES fails SPF, and the record says that it is not from you.',
    evidence: ({ domain, records, ip, result, source, here }) => [
      {
        what: `TXT ${domain}${here === undefined ? '' : ' at the servers of the zone'}`,
        expected: 'v=spf1 include:amazonses.com ~all',
        actual: records.join(' | '),
        source,
      },
      ...(here === undefined
        ? []
        : [
            {
              what: `TXT ${domain} at the resolver asked here, which receivers do not ask`,
              expected: null,
              actual: here.records.join(' | '),
              source: here.source,
            },
          ]),
      { what: `check_host() for ${ip} of SES`, expected: 'pass', actual: result, source: null },
    ],
    fix: ({ domain, zone, records }) => [
      {
        text:
          records.length > 1
            ? 'Merge the records into one'
            : (sound(records)?.change ?? 'Put include:amazonses.com first in the record'),
        owner: 'dns',
        ...recordToPublish(domain, 'TXT', sound(records)?.record ?? null, zone),
      },
    ],
    references: [page],
    explains: [
      'spf/ses-not-authorised',
      'alignment/dkim-only',
      'alignment/dmarc-fails',
      'message/spf-failed',
    ],
    explainsToo: refusalOverSpf,
    act: spfAct,
  }),
};

/** One record as it should be; null when we know none. */
function sound(records: readonly string[]): SoundSpf | null {
  const [record] = records;
  if (record === undefined) return null;
  const one = records.length === 1 ? record : mergeSpf(records);
  return one === null ? null : soundSpf(one, 'ses');
}
