import { panelHintIn } from '../../src/render/paste/panel-hint.ts';
import { grouped } from '../../src/model/many.ts';
import { problem, type Severity, type Step } from '../../src/model/check.ts';
import { nextRecord, recordToPublish } from '../../src/knowledge/dns-panels.ts';
import type { NearMissKind } from '../../src/model/dns-name.ts';
import type { MailFromElsewhere } from '../../src/facts/mail-from/elsewhere.ts';
import { ownMailFrom } from '../../src/render/paste/mail-from.ts';
import { command } from '../../src/render/paste/paste.ts';
import { feedbackHost, feedbackRegion } from '../../src/knowledge/regions.ts';
import { guide } from '../../src/knowledge/ses-pages.ts';
import { type Blamed, refusalOverSpf } from './spf-blamed.ts';
import { nearMissWords, removal } from './near-miss.ts';
import { type Alias, ofAlias, recordsAct, spfRecord, withoutAlias } from './mail-from-alias.ts';
import { type Gone, page, explains, stillCached } from './mail-from-gone.ts';

/** The MX of a MAIL FROM domain, as it is. */
export interface Mx extends Alias {
  identity: string;
  domain: string;
  zone: string | null;
  region: string | null;
  /** What the MX names now. */
  exchanges: readonly string[];
  source: string;
  /** What other Regions that the MX names do with the domain, for the same identity; absent where that was not asked. */
  elsewhere?: MailFromElsewhere;
  /** What SES does without the MX; absent where nobody said. */
  onFailure?: 'falls-back' | 'rejects';
  /** SES falls back to its own already. */
  idle?: true;
  /** DKIM does not align, so that SPF is the only way to pass DMARC. */
  spfAlone?: true;
  /** A receiver's reply says that it refused mail since it finds no DNS for this domain. */
  refused?: true;
}

/** A receiver that looks for the sender's domain finds what SES finds. */
const without = ({ refused }: Mx): readonly string[] =>
  refused === true ? ['bounce/sender-domain', ...explains] : explains;

/** Mail flows where SES falls back to its own MAIL FROM domain and DKIM aligns: then only the second way to pass is lost. */
const severity = ({ onFailure, spfAlone, refused }: Mx): Severity =>
  onFailure === 'falls-back' && spfAlone !== true && refused !== true ? 'warning' : 'error';

function effect({ onFailure, spfAlone }: Pick<Mx, 'onFailure' | 'spfAlone'>): string {
  const cannot = 'SES cannot confirm the MAIL FROM domain';
  if (onFailure === 'rejects')
    return `${cannot}, and the identity tells it to reject mail then (REJECT_MESSAGE): every send is refused.`;
  if (onFailure === undefined)
    return `${cannot}: it falls back to its own, so that SPF does not align, or refuses to send where the identity says so.`;
  const lost = `${cannot} and falls back to its own (amazonses.com): mail flows, but SPF does not align`;
  return spfAlone === true
    ? `${lost}, and neither does DKIM: DMARC fails.`
    : `${lost}, so that DMARC rests on DKIM alone.`;
}

/** How grave it is that SES may not find the MX, and what comes of it, for faults that do not say so themselves. */
export function gradeWithoutMx(data: Mx): { severity: Severity; effect: string } {
  const { onFailure, spfAlone } = data;
  const own = 'While SES does not find the MX';
  return {
    severity: severity(data),
    effect:
      onFailure === 'rejects'
        ? `${own}, every send is refused (REJECT_MESSAGE).`
        : onFailure === undefined
          ? ''
          : `${own} it falls back to its own domain (amazonses.com): ${spfAlone === true ? 'neither SPF nor DKIM aligns, and DMARC fails' : 'mail flows, and DMARC rests on DKIM alone'}.`,
  };
}

const wanted = ({ region }: Mx): string =>
  `10 ${region === null ? 'feedback-smtp.<region>.amazonses.com' : feedbackHost(region)}`;

const publish = (data: Mx, text: string): Step => ({
  text: `${withoutAlias(data)}${text}. ${panelHintIn(data.zone)}`,
  owner: 'dns',
  ...recordToPublish(data.domain, 'MX', data.region === null ? null : wanted(data), data.zone),
});

const evidence = (data: Mx) => [
  {
    what: `MX ${data.domain}`,
    expected: `${wanted(data)}, and no other`,
    actual:
      data.exchanges.length > 0
        ? data.exchanges.join(', ')
        : data.alias === undefined
          ? 'no MX record'
          : `CNAME to ${data.alias}, and no MX record there`,
    source: data.source,
  },
];

/** Records of the MAIL FROM domain that are at another name. */
export interface Misplaced extends Mx, Blamed {
  found: string;
  slip: NearMissKind;
  types: readonly ('MX' | 'TXT')[];
}

const which = ({ types }: Misplaced): string =>
  types.length > 1 ? 'The MX and the SPF record' : `The ${types[0] === 'MX' ? 'MX' : 'SPF'} record`;

/** As long as SES uses the domain, its mail passes no SPF without the record. */
const misplacedSeverity = (data: Misplaced): Severity =>
  data.types.includes('TXT') && data.idle !== true ? 'error' : severity(data);

const misplacedEffect = (data: Misplaced): string =>
  data.types.includes('MX')
    ? `${effect(data)}${data.types.includes('TXT') && data.idle !== true ? ' Until it does, SPF says nothing (none) for its mail.' : ''}`
    : 'SPF says nothing (none) for mail from SES, so that it cannot align: DMARC rests on DKIM alone.';

const misplacedEvidence = ({ types, domain, found, source }: Misplaced) =>
  types.map((type) => ({ what: `name of the ${type} record`, expected: domain, actual: found, source }));

const misplacedExplains = (data: Misplaced): readonly string[] =>
  data.types.includes('MX')
    ? ['mail-from/mx-missing', 'mail-from/spf-missing', ...without(data)]
    : ['mail-from/spf-missing', 'alignment/dkim-only', 'alignment/dmarc-fails', 'message/spf-failed'];

const republish = (data: Misplaced): readonly Step[] =>
  data.types.map((type, index) => {
    const text =
      index > 0
        ? nextRecord(index, data.types.length)
        : `Publish ${data.types.length > 1 ? `these ${grouped(data.types.length)} records` : 'the record'} at the right name, and ${removal(data.slip, data.found, data.types.length)}`;
    return type === 'MX'
      ? publish(data, text)
      : {
          text: `${text}. ${panelHintIn(data.zone)}`,
          owner: 'dns',
          ...recordToPublish(data.domain, 'TXT', 'v=spf1 include:amazonses.com ~all', data.zone),
        };
  });

/** Names the Regions that need the domain as well. */
const usedToo = ({ domain, elsewhere }: Mx): string => {
  const [first] = elsewhere?.used ?? [];
  return first === undefined
    ? ''
    : ` ${first.region} uses ${domain} too${first.status === 'SUCCESS' ? ', and there it works' : ''}.`;
};

const evidenceElsewhere = ({ domain, elsewhere }: Mx) =>
  (elsewhere?.used ?? []).map(({ region, status }) => ({
    what: `MAIL FROM domain in ${region}`,
    expected: null,
    actual: `${domain}: ${status}`,
    source: 'ses:GetEmailIdentity',
  }));

/** One MX serves one Region: where the other one needs it, this one takes another name. */
function wrongRegionFix(data: Mx & { found: string }): readonly Step[] {
  const { identity, region, domain, zone, found, elsewhere } = data;
  if (region !== null && (elsewhere?.used.length ?? 0) > 0)
    return ownMailFrom({ identity, region, domain, zone }).map((step, index) =>
      index > 0 ? step : { ...step, text: `Leave the MX as it is: ${found} needs it. ${step.text}` },
    );
  const named = `If an identity in ${found} uses the domain as well, leave the MX and give this Region a sub-domain of its own: there may be only one MX`;
  if (elsewhere?.silent.length === 0)
    return [publish(data, 'Point the MX to this Region'), { text: named, owner: 'you' }];
  return [
    {
      text: `See first whether ${found} uses the domain as well: then leave the MX and give this Region a sub-domain of its own, for there may be only one MX`,
      owner: 'you',
      command: command`aws sesv2 get-email-identity --region ${found} --email-identity ${identity} --query MailFromAttributes`,
    },
    publish(data, 'If not, point the MX to this Region'),
  ];
}

/** Several MX, of which SES takes none: those of other Regions that need one get a name of their own. */
function multipleFix(data: Mx): readonly Step[] {
  const { identity, domain, zone, elsewhere, exchanges, region } = data;
  const used = elsewhere?.used ?? [];
  const named = exchanges.flatMap((exchange) => feedbackRegion(exchange) ?? []);
  const silent = elsewhere?.silent ?? named.filter((one) => one !== region);
  const [other] = used.length > 0 ? used.map((one) => one.region) : silent;
  if (other === undefined)
    return [
      publish(
        data,
        'Leave this one MX and delete the others; if they are needed, choose another sub-domain as MAIL FROM domain',
      ),
    ];
  const moved = ownMailFrom({ identity, region: other, domain, zone });
  return [
    ...(used.length > 0
      ? moved
      : [
          {
            text: `See whether ${other} uses the domain as well: then it needs a sub-domain of its own first`,
            owner: 'you' as const,
            command: command`aws sesv2 get-email-identity --region ${other} --email-identity ${identity} --query MailFromAttributes`,
          },
        ]),
    publish(data, 'Then leave this one MX, and delete the others'),
  ];
}

const mxAct = ({ domain }: Mx): string => `MX records of ${domain}`;

/** The MX by which SES confirms the MAIL FROM domain. */
export const mxProblems = {
  'mail-from/mx-missing': problem<Mx & Gone & { neither?: true }>({
    severity,
    summary: (data) => `The MAIL FROM domain ${data.domain} has no MX record${ofAlias(data)}.`,
    impact: effect,
    evidence,
    fix: (data) => [
      publish(data, data.neither === true ? 'Publish the MX and the SPF record' : 'Publish the MX record'),
      ...(data.neither === true ? [spfRecord(data)] : []),
      ...stillCached(data),
    ],
    references: [page],
    explains: (data) => [...without(data), ...(data.neither === true ? ['mail-from/spf-missing'] : [])],
    act: recordsAct,
    read: {
      severity: 'warning',
      summary: () => 'The custom MAIL FROM domain has no MX record.',
      impact: () => effect({}),
      fix: () => [
        {
          text: 'Publish the MX record that the console shows: 10 feedback-smtp. with the Region and amazonses.com',
          owner: 'dns',
        },
      ],
      distinguish: 'Look up MX at the MAIL FROM domain: there is no answer.',
    },
  }),

  'mail-from/name-doubled': problem<Misplaced>({
    severity: misplacedSeverity,
    summary: (data) =>
      `${which(data)} of the MAIL FROM domain ${data.types.length === 1 ? 'is' : 'are'} at a name ${nearMissWords[data.slip].replace('which', 'that')}: ${data.found}.`,
    impact: (data) =>
      `The DNS panel appended the zone to a name that had it already. ${misplacedEffect(data)}`,
    evidence: misplacedEvidence,
    fix: republish,
    references: [page, guide('troubleshoot-verification')],
    explains: misplacedExplains,
    explainsToo: refusalOverSpf,
  }),

  'mail-from/wrong-name': problem<Misplaced>({
    severity: misplacedSeverity,
    summary: (data) =>
      `${which(data)} of the MAIL FROM domain ${data.domain} ${data.types.length === 1 ? 'is' : 'are'} not there; there ${data.types.length === 1 ? 'is one' : 'are such'} at ${data.found}, ${nearMissWords[data.slip]}.`,
    impact: misplacedEffect,
    evidence: misplacedEvidence,
    fix: republish,
    references: [page, guide('troubleshoot-verification')],
    explains: misplacedExplains,
    explainsToo: refusalOverSpf,
  }),

  'mail-from/mx-wrong-target': problem<Mx>({
    severity,
    summary: ({ domain, exchanges, alias }) =>
      alias === undefined
        ? `The MX record of the MAIL FROM domain ${domain} names ${exchanges.join(', ') || 'no host at all'}, which is not SES.`
        : `The MAIL FROM domain ${domain} is a CNAME to ${alias}: its MX names ${exchanges.join(', ') || 'no host at all'}, which is not SES.`,
    impact: (data) => `${effect(data)} Bounces to that domain go to the other host.`,
    evidence,
    fix: (data) => [
      publish(
        data,
        data.alias === undefined
          ? 'Point the MX to the feedback host of SES, if nothing else receives mail there; otherwise choose another sub-domain as MAIL FROM domain'
          : 'Publish the MX and the SPF record of SES in its place',
      ),
      ...(data.alias === undefined ? [] : [spfRecord(data)]),
    ],
    references: [page],
    // What SPF reads there stands at the other end of the CNAME, too: it goes with it.
    explains: ({ alias }) =>
      alias === undefined ? explains : [...explains, 'mail-from/spf-no-ses', 'mail-from/spf-missing'],
  }),

  'mail-from/mx-wrong-region': problem<Mx & { found: string }>({
    severity,
    summary: (data) =>
      `The MX record of the MAIL FROM domain ${data.domain} names SES in ${data.found}, while this identity is in ${data.region ?? 'another Region'}.${usedToo(data)}`,
    impact: effect,
    evidence: (data) => [...evidence(data), ...evidenceElsewhere(data)],
    fix: wrongRegionFix,
    references: [page],
    explains,
    read: {
      severity: 'warning',
      summary: () => 'The MX record of the custom MAIL FROM domain names another Region.',
      impact: () => effect({}),
      fix: () => [
        { text: 'Point the MX record to feedback-smtp of the Region that the identity is in', owner: 'dns' },
      ],
      distinguish: 'The Region in the MX record is not that of the identity.',
    },
  }),

  'mail-from/mx-multiple': problem<Mx>({
    severity,
    summary: ({ domain, exchanges }) =>
      `The MAIL FROM domain ${domain} has ${grouped(exchanges.length)} MX records; SES requires exactly one.`,
    impact: effect,
    evidence: (data) => [...evidence(data), ...evidenceElsewhere(data)],
    fix: multipleFix,
    references: [page],
    explains,
    act: mxAct,
  }),

  'mail-from/also-receives': problem<Mx>({
    severity: 'warning',
    summary: ({ domain, exchanges }) =>
      `The MAIL FROM domain ${domain} also receives mail, at ${exchanges.join(', ')}.`,
    impact:
      'A MAIL FROM domain cannot receive other mail: its only MX has to be SES, and then other mail to it is lost.',
    evidence,
    fix: () => [
      {
        text: 'Choose a sub-domain as MAIL FROM domain that is used for nothing else (such as bounce.)',
        owner: 'you',
      },
    ],
    references: [page],
    act: mxAct,
  }),
};
