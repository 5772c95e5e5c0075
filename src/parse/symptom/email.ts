import type { Collector, Reading } from './collector.ts';
import { bounceReadings } from './bounce-fields.ts';
import type { EventCounter } from './event-counter.ts';
import { parseAuthenticationResults, type MethodResult } from './authentication-results.ts';
import { headerFields, mailLines } from './mime.ts';
import { addressesIn, domainOf, ipIn, withLowerDomain } from './names.ts';
import { receiverOf } from '../../knowledge/receivers.ts';
import { readSpamVerdict } from './verdict-headers.ts';

/** Whether lines are an e-mail, a DSN or header fields that a receiver wrote. */
export function isEmail(lines: readonly string[]): boolean {
  let headers = 0;
  for (const line of lines.slice(0, 600)) {
    if (telling.test(line)) return true;
    if (
      /^(?:Received|Message-ID|MIME-Version|DKIM-Signature|Return-Path|Delivered-To|Content-Type|Date|Subject|From|To):/iu.test(
        line,
      )
    )
      headers += 1;
  }
  return headers >= 4;
}

const telling =
  /^(?:Final-Recipient|Original-Recipient|Diagnostic-Code|Reporting-MTA|Feedback-Type|Authentication-Results|ARC-Authentication-Results|Received-SPF|X-Forefront-Antispam-Report|X-Microsoft-Antispam|X-Spam-Status|X-Spam-Flag|X-Spamd-Result|X-MS-Exchange-Organization-SCL|X-Spam|X-Proofpoint-Spam-Details|X-YahooFilteredBulk|X-SES-Spam-Verdict|X-Barracuda-Spam-Status|Content-Type:\s{0,3}multipart\/report)\s{0,2}(?::|;)/iu;

/** Reads a bounce mail, a complaint mail, an auto-reply, or the header fields of a received message. True when it was one. */
export function readEmail(texts: readonly string[], collector: Collector, counter: EventCounter): boolean {
  const lines = mailLines(texts);
  const fields = headerFields(lines);
  const value = (name: string): string | null => fields.find((field) => field.name === name)?.value ?? null;
  for (const address of addressesIn(value('from') ?? ''))
    if (!/mailer-daemon|postmaster|amazonses/iu.test(address)) collector.names.add('senders', address);

  if (fields.some(({ name }) => name === 'feedback-type')) return readFeedback(fields, collector, counter);
  if (fields.some(({ name }) => name === 'final-recipient' || name === 'diagnostic-code'))
    return readDsn(lines, fields, collector, counter);
  const subject = value('subject') ?? '';
  if (
    /^(?:auto-replied|auto-generated)/iu.test(value('auto-submitted') ?? '') ||
    value('x-autoreply') !== null ||
    value('x-autorespond') !== null ||
    /^(?:automatic reply|out of (?:the )?office|auto(?:matic)?[ -]?(?:reply|response)|abwesenheits|automatische antwort|r[ée]ponse automatique|respuesta autom)/iu.test(
      subject,
    )
  ) {
    collector.add(collector.item('message', `Reply “${subject}”`), [
      {
        code: 'bounce/auto-reply',
        quote: subject === '' ? `Auto-Submitted: ${value('auto-submitted') ?? ''}` : `Subject: ${subject}`,
        subject: null,
        weight: 0,
      },
    ]);
    return true;
  }
  return readVerdicts(fields, collector);
}

type Fields = readonly { name: string; value: string }[];

/** Per-recipient groups of message/delivery-status (RFC 3464 2.3). The order of the fields in a group is free. */
function readDsn(
  lines: readonly string[],
  fields: Fields,
  collector: Collector,
  counter: EventCounter,
): boolean {
  const all = lines.join('\n');
  if (!/amazonses|amazonaws/iu.test(all)) {
    const mta =
      fields.find(({ name }) => name === 'reporting-mta')?.value.replace(/^dns;\s{0,3}/iu, '') ??
      'another mail server';
    collector.add(collector.item('dsn', `Bounce mail of ${mta}`), [
      {
        code: 'send/not-sent-by-ses',
        quote: `Reporting-MTA: ${mta}`,
        subject: null,
        data: { whose: `the mail server ${mta}` },
        weight: 2,
      },
    ]);
    return true;
  }
  collector.names.add('ips', /X-SES-Outgoing:\s{0,3}[\d.]{8,10}-((?:\d{1,3}\.){3}\d{1,3})/iu.exec(all)?.[1]);
  let group: Record<string, string> = {};
  let found = false;
  const finish = (): void => {
    if (group['final-recipient'] === undefined && group['diagnostic-code'] === undefined) return;
    found = true;
    const recipient = recipientOf(group);
    const action = (group['action'] ?? 'failed').toLowerCase();
    const status = /[245]\.\d{1,3}\.\d{1,3}/u.exec(group['status'] ?? '')?.[0] ?? null;
    const diagnostic = group['diagnostic-code'] ?? '';
    collector.names.add('recipients', recipient);
    const item = collector.item('dsn', `Bounce mail for ${recipient ?? 'an unknown recipient'}`);
    if (/^(?:delivered|relayed|expanded)/u.test(action) || status?.startsWith('2') === true) {
      collector.add(item, [
        { code: 'send/no-failure', quote: `Action: ${action}`, subject: null, weight: 3 },
      ]);
      return;
    }
    const bounce = bounceReadings({
      type: action.startsWith('delayed') ? 'Transient' : 'Permanent',
      subType: '',
      diagnostic,
      status,
      recipient,
    });
    const outgoing = collector.names.all('ips')[0];
    const readings: readonly (Reading & { data: Readonly<Record<string, string>> })[] = bounce.map(
      (reading) => ({
        ...reading,
        data: { ...(outgoing === undefined ? {} : { ip: outgoing }), ...reading.data },
      }),
    );
    const simulated = recipient?.toLowerCase().endsWith('@simulator.amazonses.com') === true;
    collector.add(
      item,
      simulated
        ? [{ code: 'recipient/simulator', subject: recipient, quote: recipient, weight: 0 }, ...readings]
        : readings,
    );
    counter.count({
      code: readings[0]?.code ?? 'bounce/undetermined',
      time: null,
      receiver: receiverOf(recipient === null ? null : domainOf(recipient), diagnostic)?.name ?? null,
      list: readings[0]?.data['list'] ?? null,
      ip: readings[0]?.data['ip'] ?? ipIn(diagnostic),
      address: recipient,
    });
  };
  for (const line of lines) {
    const match =
      /^(Final-Recipient|Original-Recipient|Action|Status|Diagnostic-Code|Remote-MTA)\s{0,2}:(.*)$/iu.exec(
        line,
      );
    if (match === null) {
      // A blank line ends a group once it holds the recipient; SES leaves one after Reporting-MTA.
      if (
        line.trim() === '' &&
        (group['final-recipient'] !== undefined || group['diagnostic-code'] !== undefined)
      ) {
        finish();
        group = {};
      }
      continue;
    }
    group[(match[1] ?? '').toLowerCase()] ??= (match[2] ?? '').trim();
  }
  finish();
  return found;
}

const recipientOf = (group: Readonly<Record<string, string>>): string | null => {
  const address = (group['final-recipient'] ?? group['original-recipient'] ?? '')
    .replace(/^[\w-]{1,20}\s{0,2};\s{0,3}/u, '')
    .trim();
  return address === '' ? null : withLowerDomain(address);
};

/** A feedback report of a mailbox provider (RFC 5965). */
function readFeedback(fields: Fields, collector: Collector, counter: EventCounter): boolean {
  const of = (name: string): string | null => fields.find((field) => field.name === name)?.value ?? null;
  const type = of('feedback-type') ?? 'abuse';
  const recipient = addressesIn(of('original-rcpt-to') ?? of('removal-recipient') ?? '')[0] ?? null;
  collector.names.add('recipients', recipient);
  const data = { feedbackType: type, userAgent: of('user-agent') ?? '' };
  const item = collector.item('dsn', `Feedback report (${type})`);
  collector.add(item, [
    { code: 'bounce/complaint', subject: recipient, quote: `Feedback-Type: ${type}`, data, weight: 0 },
  ]);
  counter.count({
    code: 'bounce/complaint',
    time: null,
    receiver: null,
    list: null,
    ip: null,
    address: recipient,
  });
  return true;
}

/** What Authentication-Results and the receiver's own verdict say. True when the fields hold any of them. */
function readVerdicts(fields: Fields, collector: Collector): boolean {
  const verdict = readSpamVerdict(fields);
  const results = fields
    .filter(({ name }) => name === 'authentication-results')
    .map(({ value }) => parseAuthenticationResults(value))
    .filter((parsed) => parsed.results.length > 0);
  const sealed = fields
    .filter(({ name }) => name === 'arc-authentication-results')
    .map(({ value }) => parseAuthenticationResults(value.replace(/^\s{0,3}i=\d{1,2};\s{0,3}/u, '')));
  const first = results[0] ?? sealed[0];
  const spf = fields.find(({ name }) => name === 'received-spf')?.value ?? null;
  if (verdict === null && first === undefined && spf === null) return false;
  const item = collector.item('header', 'Header fields of a received message');
  const readings = [
    ...(first === undefined
      ? []
      : authenticationReadings(
          first.results,
          sealed.flatMap(({ results: all }) => all),
          fields,
        )),
  ];
  if (first === undefined && spf !== null && /^(?:fail|softfail|permerror)/iu.test(spf))
    readings.push({
      code: 'message/spf-failed',
      quote: `Received-SPF: ${spf}`,
      subject: null,
      data: { result: spf.split(/\s/u, 1)[0] ?? '' },
      weight: 0,
    });
  if (verdict !== null)
    readings.push({
      code: 'message/spam-verdict',
      quote: verdict.quote,
      subject: null,
      data: { filter: verdict.filter, words: verdict.words },
      weight: 0,
    });
  collector.add(
    item,
    readings.length > 0
      ? readings
      : [
          {
            code: 'send/no-failure',
            quote: first?.results[0]?.text ?? spf ?? 'no failure in these header fields',
            subject: null,
            data: { event: 'authentication' },
            weight: 3,
          },
        ],
  );
  return true;
}

function authenticationReadings(
  results: readonly MethodResult[],
  sealed: readonly MethodResult[],
  fields: Fields,
): Reading[] {
  const all = (method: string): readonly MethodResult[] =>
    results.filter((result) => result.method === method);
  const [dmarc] = all('dmarc');
  const [spf] = all('spf');
  const dkim = all('dkim');
  const from =
    dmarc?.properties['header.from'] ??
    spf?.properties['header.from'] ??
    domainOf(addressesIn(fields.find(({ name }) => name === 'from')?.value ?? '')[0] ?? '') ??
    null;
  const subject = from === null ? null : from.toLowerCase().replace(/^.*@/u, '');
  const quote = (...parts: readonly (MethodResult | undefined)[]): string =>
    parts.flatMap((part) => (part === undefined ? [] : [part.text])).join('; ');
  const readings: Reading[] = [];
  const passing = dkim.filter(({ result }) => result === 'pass');
  const broken = dkim.filter(({ result }) =>
    ['fail', 'permerror', 'policy', 'hardfail', 'invalid', 'neutral', 'temperror'].includes(result),
  );
  const aligned = subject !== null && passing.some((result) => isAligned(signingDomain(result), subject));
  const data: Record<string, string> = {
    ...(subject === null ? {} : { from: subject }),
    dkim: dkim.map((result) => `${result.result} ${signingDomain(result)}`.trim()).join(', '),
    spf: spf === undefined ? '' : `${spf.result} ${spf.properties['smtp.mailfrom'] ?? ''}`.trim(),
    dmarc: dmarc?.result ?? '',
  };
  const forwarded =
    sealed.some(({ method, result }) => method === 'dmarc' && result === 'pass') ||
    (all('arc').some(({ result }) => result === 'pass') && dmarc?.result === 'fail');
  if (
    dmarc !== undefined &&
    ['fail', 'permerror', 'temperror'].includes(dmarc.result) &&
    dmarc.result !== 'temperror'
  ) {
    if (forwarded)
      readings.push({ code: 'message/forwarded', subject, quote: quote(dmarc), data, weight: 0 });
    readings.push({ code: 'message/dmarc-failed', subject, quote: quote(dmarc), data, weight: 0 });
    if (passing.length > 0 && !aligned)
      readings.push({ code: 'message/dkim-unaligned', subject, quote: quote(...passing), data, weight: 0 });
  }
  const onlyOwn = broken.filter((result) => !signingDomain(result).endsWith('amazonses.com'));
  if (broken.length > 0 && !aligned)
    readings.push({
      code: 'message/dkim-invalid',
      subject: signingDomain(onlyOwn[0] ?? broken[0]) || subject,
      quote: quote(onlyOwn[0] ?? broken[0]),
      data: { ...data, reason: /\(([^()]{1,120})\)/u.exec((onlyOwn[0] ?? broken[0])?.text ?? '')?.[1] ?? '' },
      weight: 0,
    });
  if (dkim.length > 0 && dkim.every(({ result }) => result === 'none') && !aligned)
    readings.push({ code: 'message/unsigned', subject, quote: quote(dkim[0]), data, weight: 0 });
  if (
    spf !== undefined &&
    ['fail', 'softfail', 'hardfail', 'permerror', 'none', 'neutral'].includes(spf.result) &&
    (dmarc?.result !== 'pass' || spf.result === 'fail' || spf.result === 'hardfail')
  ) {
    if (spf.result === 'none' || spf.result === 'neutral') {
      if (dmarc?.result === 'fail')
        readings.push({
          code: 'message/spf-failed',
          subject: spf.properties['smtp.mailfrom'] ?? subject,
          quote: quote(spf),
          data,
          weight: 1,
        });
    } else
      readings.push({
        code: 'message/spf-failed',
        subject:
          domainOf(spf.properties['smtp.mailfrom'] ?? '') ?? spf.properties['smtp.mailfrom'] ?? subject,
        quote: quote(spf),
        data,
        weight: readings.length > 0 ? 1 : 0,
      });
  }
  if (
    dmarc === undefined &&
    passing.length > 0 &&
    !aligned &&
    subject !== null &&
    passing.every((result) => signingDomain(result) !== '')
  )
    readings.push({ code: 'message/dkim-unaligned', subject, quote: quote(...passing), data, weight: 0 });
  return readings;
}

/** d= of a DKIM result, or the domain of its identity; empty when neither is given. */
const signingDomain = (result: MethodResult | undefined): string =>
  (
    result?.properties['header.d'] ??
    result?.properties['header.i']?.replace(/^.*@/u, '') ??
    ''
  ).toLowerCase();

/** One is the other or a parent of it: enough to tell alignment from none when the public suffix list is not at hand. */
const isAligned = (domain: string, from: string): boolean =>
  domain !== '' &&
  (domain === from ||
    from.endsWith(`.${domain}`) ||
    domain.endsWith(`.${from}`) ||
    lastLabels(domain) === lastLabels(from));

const lastLabels = (domain: string): string => domain.split('.').slice(-2).join('.');
