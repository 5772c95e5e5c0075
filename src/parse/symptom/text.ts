import { apiConnectionReplies, smtpConnectionReplies, smtpReplies } from '../../knowledge/replies-client.ts';
import { sesReplies } from '../../knowledge/replies-ses.ts';
import { plainText, RuleBook, saysAny } from '../../knowledge/reply-rule.ts';
import { sesRegion } from '../../knowledge/regions.ts';
import {
  awsWords,
  foreignOrigins,
  mailWords,
  otherPrograms,
  sesApiWords,
  sesSmtpWords,
  sesWords,
} from '../../knowledge/symptom-origins.ts';
import { readDenial } from './access-denied.ts';
import type { Collector, Reading } from './collector.ts';
import { withoutUrlPasswords } from './redact.ts';
import { readRenderingFailure } from './rendering-failure.ts';
import { readRefusal } from './identity-refusal.ts';
import { addressesIn, ipIn } from './names.ts';
import { readRemoteReply, statusIn } from './remote-reply.ts';
import { readLogin, readRejectedLogin } from './smtp-login.ts';

const ses = new RuleBook(sesReplies);
const ownReplies = new RuleBook(smtpReplies);
const smtpConnection = new RuleBook(smtpConnectionReplies);
const apiConnection = new RuleBook(apiConnectionReplies);

/** Lines around one that may name the host it is about. */
const neighbourhood = 8;

interface Line {
  text: string;
  plain: string;
}

/** Lines of a log, a transcript, a stack trace: whatever is no JSON and no e-mail. `region` is that of the flag. */
export function readText(texts: readonly string[], collector: Collector, region: string | null): void {
  const lines = joinedLines(texts)
    .map(withoutUrlPasswords)
    .map((text): Line => ({ text, plain: plainText(text.slice(0, 4096)) }));
  const block = new Block(lines, collector, region);
  block.collectNames();
  const before = collector.candidates().length;
  for (let at = 0; at < lines.length; at += 1) block.read(at);
  if (collector.candidates().length === before) block.readWrapped();
  block.readThrottling();
  if (collector.candidates().length === before) block.readOrigin();
}

class Block {
  readonly #lines: readonly Line[];
  readonly #collector: Collector;
  readonly #givenRegion: string | null;
  readonly #regions = new Set<string>();
  readonly #isSes: boolean;
  readonly #isAws: boolean;
  readonly #isMail: boolean;
  readonly #smtpAt: readonly number[];
  readonly #apiAt: readonly number[];
  readonly #isSubmission: boolean;
  readonly #onlyOtherAws: boolean;
  readonly #foreignOrigin: { whose: string; quote: string } | null;
  #item: number | null = null;
  #foreign: { whose: string; quote: string } | null = null;
  #throttled: Reading | null = null;

  constructor(lines: readonly Line[], collector: Collector, givenRegion: string | null) {
    this.#lines = lines;
    this.#collector = collector;
    this.#givenRegion = givenRegion;
    this.#isSes = lines.some(({ plain }) => saysAny(plain, sesWords));
    this.#isAws = this.#isSes || lines.some(({ plain }) => saysAny(plain, awsWords));
    this.#isMail = this.#isAws || lines.some(({ plain }) => saysAny(plain, mailWords));
    this.#smtpAt = lines.flatMap(({ plain }, at) => (saysAny(plain, sesSmtpWords) ? [at] : []));
    this.#apiAt = lines.flatMap(({ plain }, at) => (saysAny(plain, sesApiWords) ? [at] : []));
    const named = foreignLine(lines);
    this.#foreignOrigin = this.#isSes && this.#smtpAt.length > 0 ? null : named;
    this.#onlyOtherAws = !this.#isSes && named !== null && /A(?:mazon|WS)/u.test(named.whose);
    this.#isSubmission =
      this.#smtpAt.length > 0 &&
      lines.some(({ plain }) =>
        saysAny(plain, ['simpleemailservice', 'server -> client', 'relay=email-smtp']),
      );
  }

  /** Sender, recipients, Region, message ids: from the ways that transcripts and logs write them. */
  collectNames(): void {
    const { names } = this.#collector;
    if (this.#smtpAt.length > 0) names.smtp = true;
    for (const { text } of this.#lines.slice(0, 4000)) {
      const line = text.slice(0, 4096);
      for (const [, sender = ''] of line.matchAll(
        /(?:MAIL FROM\s{0,2}:|\bfrom=|\bFrom:|\bsender["']?\s{0,2}[:=]|["']?(?:Source|FromEmailAddress|from|mail_from|MailFrom|envelope_from)["']?\s{0,2}(?:=>|[:=]))\s{0,3}["'<]{0,2}([^\s"'>,]{3,320}@[^\s"'>,;)}\]]{3,255})/gu,
      ))
        names.add('senders', sender);
      for (const [, recipient = ''] of line.matchAll(
        /(?:RCPT TO\s{0,2}:|\bto=|\bTo:|\borig_to=|\brecipient["']?\s{0,2}[:=]|["']?(?:ToAddresses|to|rcpt|rcpt_to|Cc|Bcc)["']?\s{0,2}(?:=>|[:=]))\s{0,3}[[("'<]{0,3}([^\s"'>,]{1,320}@[^\s"'>,;)}\]]{3,255})/gu,
      ))
        names.add('recipients', recipient);
      for (const [, host = ''] of line.matchAll(
        /email(?:-smtp)?(?:-fips)?\.([a-z]{2}(?:-[a-z]{2,12}){1,2}-\d{1,2})\.(?:amazonaws\.com|api\.aws)/giu,
      ))
        this.#regions.add(host.toLowerCase());
      for (const [, arn = ''] of line.matchAll(/arn:aws[\w-]{0,12}:ses:([a-z]{2}-[a-z-]{4,14}-\d):/giu))
        this.#regions.add(arn.toLowerCase());
      for (const [, named = ''] of line.matchAll(
        /region(?:_name)?["']?\s{0,3}(?:=>|[:=\s])\s{0,3}["']?([a-z]{2}(?:-gov)?-[a-z]{4,9}-\d{1,2})\b/giu,
      ))
        this.#regions.add(named.toLowerCase());
      for (const [id] of line.matchAll(
        /(?<![0-9a-f])01[0-9a-f]{14}-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}-\d{6}/gu,
      ))
        names.add('messageIds', id);
    }
    for (const found of this.#regions) names.setRegion(found);
  }

  read(at: number): void {
    const line = this.#lines[at];
    if (line === undefined || !/[a-z]{3}/u.test(line.plain)) return;
    const { text, plain } = line;
    // Replies of SES carry no enhanced status: a line that has one quotes a receiver.
    const quotesReceiver = /smtp\s?;|(?<![\d.])[45]\d\d[ ;-]{1,2}#?[45]\.\d{1,3}\.\d{1,3}(?!\d)/iu.test(text);
    const remote = quotesReceiver ? this.#remoteReadings(text, plain) : null;
    const readings =
      (remote?.[0]?.code === 'bounce/undetermined' ? null : remote) ??
      this.#sesReadings(text, plain) ??
      this.#brokenOff(at, plain) ??
      this.#remoteReadings(text, plain) ??
      this.#connectionReadings(at, line);
    if (readings !== null) this.#add(readings);
  }

  /** A sentence of SES that begins here and ends on the lines below. */
  #brokenOff(at: number, plain: string): readonly Reading[] | null {
    if (
      !saysAny(plain, [
        'message rejected',
        'access denied: user',
        'throttling failure',
        'transaction failed',
        'authentication credentials',
      ])
    )
      return null;
    const text = this.#lines
      .slice(at, at + 4)
      .map((line) => line.text.trim())
      .join(' ');
    return this.#sesReadings(text, plainText(text.slice(0, 4096)));
  }

  /** Sentences that a narrow window broke over several lines. */
  readWrapped(): void {
    const whole = this.#lines
      .map(({ text }) => text.trim())
      .join(' ')
      .slice(0, 65_536);
    for (let start = 0; start < whole.length; start += 3600) {
      const text = whole.slice(start, start + 4096);
      const plain = plainText(text);
      const readings = this.#sesReadings(text, plain) ?? this.#remoteReadings(text, plain);
      if (readings !== null) this.#add(readings);
    }
  }

  /** A throttling that no sentence told more about. */
  readThrottling(): void {
    const known = ['quota/daily-exhausted', 'quota/rate-exceeded', 'quota/legacy-signature-rate'];
    if (this.#throttled === null || known.some((code) => this.#collector.knows(code))) return;
    this.#add([this.#throttled]);
  }

  /** Nothing failed that we know: success, somebody else's text, or nothing. */
  readOrigin(): void {
    const success = this.#lines.find(({ plain }) => saysAny(plain, successWords));
    const foreign = this.#foreign ?? this.#foreignOrigin;
    if (foreign !== null) {
      this.#add([
        { code: 'send/not-sent-by-ses', quote: foreign.quote, data: { whose: foreign.whose }, weight: 2 },
      ]);
      return;
    }
    if (
      success !== undefined &&
      (this.#isSes ||
        /\b(?:250 ok|235 auth)/iu.test(success.text) ||
        /(?<![0-9a-f])01[0-9a-f]{10,14}-/u.test(success.text))
    ) {
      const id = this.#collector.names.all('messageIds')[0];
      this.#add([
        {
          code: 'send/no-failure',
          quote: success.text,
          data: id === undefined ? {} : { messageId: id },
          weight: 3,
        },
      ]);
    }
  }

  #add(readings: readonly Reading[]): void {
    this.#item ??= this.#collector.item(
      'log',
      this.#lines.find(({ plain }) => plain.trim() !== '')?.text ?? 'text',
    );
    const { names } = this.#collector;
    for (const { code } of readings) if (code.startsWith('smtp')) names.smtp = true;
    this.#collector.add(this.#item, readings);
  }

  #sesReadings(text: string, plain: string): readonly Reading[] | null {
    const { names } = this.#collector;
    if (saysAny(plain, ['is not authorized to perform'])) {
      const denied = readDenial(text, names);
      if (denied === 'foreign') {
        this.#foreign ??= { whose: 'another AWS service', quote: text };
        return null;
      }
      if (denied.length > 0) return denied;
    }
    if (
      saysAny(plain, [
        'email address is not verified',
        'email address not verified',
        'addresses are not verified',
        'failed the check in region',
        'fromemailaddressnotverified',
        'identity is not verified',
        'domain is not verified * ses',
        'address is not verified',
      ])
    ) {
      if (!saysAny(plain, ['mail from domain is not verified']))
        return readRefusal(text, names, this.#givenRegion);
    }
    if (saysAny(plain, ['is not present in the rendering data']))
      return readRenderingFailure(text, templateIn(text), this.#collector);
    if (
      saysAny(plain, ['authentication credentials invalid']) ||
      (this.#smtpAt.length > 0 &&
        saysAny(plain, [
          '~535~',
          'could not authenticate',
          'authentication failed',
          'authentication unsuccessful',
          'authenticationfailedexception',
          'invalid login',
          'failed to authenticate',
        ]) &&
        !saysAny(plain, ['5.7.8', '5.7.139', 'account not subscribed', 'signature version 2', 'gsmtp']))
    ) {
      const login = readLogin(this.#lines.map((line) => line.text.slice(0, 1000)));
      return readRejectedLogin(text, login, names.region, this.#regions.size > 1);
    }
    const own = ownReplies.match(plain);
    if (own !== null)
      return [{ code: own.rule.code, quote: text, data: { source: own.rule.source }, weight: 0 }];
    const match = ses.match(plain);
    if (match === null || !this.#allows(match.rule.code, plain)) {
      this.#noteThrottling(text, plain);
      return null;
    }
    const { rule } = match;
    const data = { ...namesIn(text, rule.code, names), ...rule.data, source: rule.source };
    const codes =
      rule.code === 'access/region-invalid' && this.#regions.size === 0
        ? [rule.code]
        : [rule.code, ...(rule.also ?? [])];
    return codes.map((code, place) => ({
      code,
      subject: subjectOf(code, data),
      quote: text,
      data,
      weight: place === 0 ? 0 : 1,
    }));
  }

  /**
   * `Rate exceeded` without a word about sending is the limit of one call a second on the other actions. It counts
   * only when no other line says which limit it was.
   */
  #noteThrottling(text: string, plain: string): void {
    if (
      !this.#isSes ||
      !saysAny(plain, [
        'throttling',
        'toomanyrequests',
        'rate exceeded',
        'too many requests',
        'limitexceededexception',
      ]) ||
      saysAny(plain, ['dynamodb', 'lambda', 'throughput'])
    )
      return;
    const sends = saysAny(plain, [
      'sendemail',
      'sendrawemail',
      'sendtemplatedemail',
      'sendbulk',
      'send-email',
    ]);
    this.#throttled ??= {
      code: sends ? 'quota/rate-exceeded' : 'access/throttled',
      quote: text,
      data: {},
      weight: 1,
    };
  }

  /** Whether the surroundings speak of what the code is about, and the line of no other service. */
  #allows(code: string, plain: string): boolean {
    if (
      otherPrograms.some((words) => plain.includes(words.replaceAll('~', ''))) &&
      !saysAny(plain, ['454', '554', ...sesWords])
    )
      return false;
    const area = code.split('/')[0] ?? '';
    if (area === 'access') return this.#isAws && !this.#onlyOtherAws;
    if (['quota', 'sending', 'mail-from', 'smtp-credentials', 'smtp'].includes(area)) return true;
    if (area === 'template')
      return (
        this.#isSes ||
        this.#isAws ||
        saysAny(plain, ['rendering data', 'templatedoesnotexist: template', 'template_not_found'])
      );
    if (
      [
        'send/tenant',
        'send/list-management',
        'events/topic-policy-blocks',
        'events/topic-unreachable',
        'events/topic-encrypted-without-grant',
      ].includes(code)
    )
      return this.#isAws || saysAny(plain, ['list with name']);
    if (code === 'events/no-subscriber') return true;
    // Forms and other mail programs say the same of an address or a header: a sign of SES or of SMTP is needed.
    if (
      ['send/address-syntax', 'send/mime-invalid', 'send/no-recipients', 'send/too-many-recipients'].includes(
        code,
      )
    ) {
      return (
        (this.#isAws && !this.#onlyOtherAws) ||
        /(?<!\d)(?:50[0-4]|55[0-4])[ -]/u.test(plain) ||
        saysAny(plain, ['transaction failed', 'invalidparametervalue', 'badrequestexception'])
      );
    }
    if (area === 'reputation' || area === 'dkim' || code === 'sending/under-review' || area === 'sandbox')
      return this.#isSes;
    if (area === 'configuration-set') return true;
    return this.#isMail && !this.#onlyOtherAws;
  }

  #remoteReadings(text: string, plain: string): readonly Reading[] | null {
    if (saysAny(plain, ['email-smtp', 'simpleemailservice']) || this.#isSubmission) return null;
    const relay = /\brelay=([^\s,[]{1,255})/u.exec(text)?.[1];
    if (
      relay !== undefined &&
      !/^(?:none|local|virtual|127\.|localhost)/iu.test(relay) &&
      !relay.toLowerCase().includes('amazon')
    ) {
      this.#foreign ??= { whose: `a mail server that delivers to ${relay} itself`, quote: text };
      return null;
    }
    if (this.#foreignOrigin !== null && !this.#isSes) return null;
    const start = replyStart(text);
    if (start === null) return null;
    const recipient =
      /(?:\bto=|for |recipient[^\w]{1,3})<?([^\s<>;,]{1,64}@[^\s<>;,]{3,255}?)>?(?=[\s,;:"]|$)/u.exec(
        text.slice(0, start),
      )?.[1] ??
      addressesIn(text.slice(0, start))[0] ??
      addressesIn(text.slice(start))[0] ??
      null;
    const reply = text.slice(start).replace(/["']\s{0,3}$/u, '');
    const readings = readRemoteReply({ text: reply, status: statusIn(reply) ?? statusIn(text), recipient });
    const ip = ipIn(reply);
    if (ip !== null && readings.some(({ code }) => code.includes('ip-')))
      this.#collector.names.add('ips', ip);
    if (recipient !== null) this.#collector.names.add('recipients', recipient);
    if (readings.length > 0) return readings;
    return statusIn(reply) === null && !/^smtp/iu.test(text.slice(Math.max(0, start - 8), start))
      ? null
      : [{ code: 'bounce/undetermined', subject: recipient, quote: reply, data: {}, weight: 2 }];
  }

  #connectionReadings(at: number, { text, plain }: Line): readonly Reading[] | null {
    const near = (places: readonly number[]): boolean =>
      places.some((place) => Math.abs(place - at) <= neighbourhood);
    const smtpNear = near(this.#smtpAt);
    const apiNear = near(this.#apiAt);
    if ((!smtpNear && !apiNear) || this.#isOtherHost(plain)) return null;
    const api = this.#apiAt.includes(at) && !this.#smtpAt.includes(at) ? true : !smtpNear;
    const match = (api ? apiConnection : smtpConnection).match(withoutOptions(plain));
    if (match === null || saysAny(plain, ['eof caught while checking', 'timeout=', 'opening to']))
      return null;
    const around = this.#lines
      .slice(Math.max(0, at - neighbourhood), at + neighbourhood + 1)
      .map((line) => line.text.slice(0, 1000))
      .join('\n');
    const data = hostIn(around);
    let { code } = match.rule;
    const step = match.rule.data?.['step'] ?? '';
    const region = data['region'];
    const known = region === undefined ? null : sesRegion(region);
    const unknownHost = step === 'name' || saysAny(plain, ['could not connect to the endpoint url']);
    if (unknownHost && region !== undefined && known === null && api) code = 'access/region-invalid';
    if (step === 'name' && known !== null && !known.smtp && !api) code = 'smtp/region-has-no-endpoint';
    const implicitPort = data['port'] === '465' || data['port'] === '2465';
    const explicitPort = ['25', '587', '2587'].includes(data['port'] ?? '');
    const alternatives: string[] = [];
    if (
      code === 'smtp/silent' &&
      implicitPort &&
      !/(?:secure["']?\s?[:=]\s?true|ssl:\/\/|smtps)/iu.test(around)
    )
      alternatives.unshift('smtp/tls-mode-mismatch');
    if (
      code === 'smtp/port-blocked' &&
      implicitPort &&
      saysAny(plainText(around), ['starttls', 'read timed out', 'waiting', 'greeting'])
    )
      alternatives.unshift('smtp/tls-mode-mismatch');
    if (
      (code === 'smtp/silent' || code === 'smtp/port-blocked') &&
      explicitPort &&
      /(?:secure["']?\s?[:=]\s?true|ssl:\/\/|smtps:\/\/|implicit)/iu.test(around) &&
      code === 'smtp/silent'
    )
      alternatives.unshift('smtp/tls-mode-mismatch');
    const codes = [...new Set([...alternatives, code, ...(match.rule.also ?? [])])];
    const weight = code === 'smtp/tls-handshake-failed' || saysAny(plain, vague) ? 2 : 1;
    return codes.map((one) => ({
      code: one,
      subject: data['host'] ?? null,
      quote: text,
      data: { ...data, step },
      weight,
    }));
  }

  /** The line names the host or the program it is about, and it is not SES. */
  #isOtherHost(plain: string): boolean {
    if (saysAny(plain, ['amazonaws', 'amazonses', '.api.aws'])) return false;
    if (otherPrograms.some((words) => plain.includes(words.replaceAll('~', '')))) return true;
    const port = /(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}\]?:(\d{2,5})(?!\d)/u.exec(plain)?.[1];
    if (port !== undefined && !['25', '465', '587', '2465', '2587', '443', '53', '80'].includes(port))
      return true;
    const host = /https?:\/\/([^\s/"':]{1,255})/u.exec(plain)?.[1];
    return (
      host !== undefined &&
      !saysAny(host, ['github.com', 'docs.', 'support.', 'nodemailer', 'learn.microsoft'])
    );
  }
}

/** The first line that names another service, and whose it is. */
function foreignLine(lines: readonly Line[]): { whose: string; quote: string } | null {
  for (const { text, plain } of lines) {
    const origin = foreignOrigins.find(({ says }) => saysAny(plain, says));
    if (origin !== undefined) return { whose: origin.whose, quote: text };
  }
  return null;
}

/** Settings of a client, `connectionTimeout: 10000`, are no failure. */
const withoutOptions = (plain: string): string =>
  plain.replace(/\w{0,24}timeout(?:_ms|ms|_seconds)?["']?\s{0,2}[:=]\s{0,2}["']?\d{1,7}/gu, ' ');

/** Sentences that clients add to every failure; what stands beside them says more. */
const vague: readonly string[] = [
  'could not connect to smtp host',
  'smtp connect() failed',
  'could not connect to host',
  'unable to connect',
  'failed to connect',
  'could not connect',
  'connection could not be established',
  'smtp error: could not',
  'eof caught',
];

const successWords: readonly string[] = [
  '250 ok',
  '235 authentication successful',
  'status=sent',
  '~messageid~',
  'message accepted',
  'email sent',
  'mail sent',
  'sent successfully',
  'successfully sent',
  'successfully subscribed',
  'delivered',
  'verification success',
  'setup success',
  'statuscode: 200',
  'status code: 200',
  'httpstatuscode: 200',
  "'httpstatuscode': 200",
  'stat=sent',
  'smtp 250',
  'queued for delivery',
  'message sent',
  '=> * c="250',
];

/** Where the reply of a receiver begins in a line, or null. */
function replyStart(text: string): number | null {
  const strong =
    /(?:smtp|x-unix|x-[\w-]{1,30})\s?;\s?"?'?\s{0,2}(?=[245]\d\d)/iu.exec(text) ??
    /(?:said|response|reply|error|reason|with|answered|server returned|replied|stat=[\w ]{1,40}|remote server|DSN)\s{0,2}["':=(]{1,3}\s{0,2}(?:smtp;\s{0,2})?(?=[45]\d\d[ -])/iu.exec(
      text,
    );
  if (strong !== null) return strong.index + strong[0].length;
  const coded = /(?<![\d.])[45]\d\d[ -]#?[45]\.\d{1,3}\.\d{1,3}(?!\d)/u.exec(text);
  if (coded !== null) return coded.index;
  const bare =
    /(?:^\s{0,12}|[<>"':(;,=|]\s{0,2}|(?:ERROR|WARN|error|bounced?|failed|rejected|FATAL)\s{1,2})(?=(?:421|45[0-9]|471|51[0-3]|521|523|525|54[0-9]|55[0-9]|57[17])(?:[ -]|; )(?:\d{1,2} |[45]\.\d)?[A-Za-z<"'#[.\d])/u.exec(
      text.slice(0, 400),
    );
  return bare === null ? null : bare.index + bare[0].length;
}

/** Lines of one multi-line reply become one line. */
function joinedLines(texts: readonly string[]): readonly string[] {
  const joined: string[] = [];
  let code: string | null = null;
  let parts = 0;
  for (const raw of texts) {
    const text = raw.replace(/\((\d{3}), ?b?['"]/gu, '($1 ');
    const start = /^[^\w]{0,12}(?:[SC<>]{1,2}[:\s]{1,2})?([245]\d\d)([- ])/u.exec(text);
    const last = joined.length - 1;
    if (code !== null && start?.[1] === code && !code.startsWith('2') && parts < 40) {
      joined[last] = `${joined[last] ?? ''} ${text.trim()}`.slice(0, 8192);
      parts += 1;
      if (start[2] === ' ') code = null;
      continue;
    }
    joined.push(text);
    parts = 1;
    code = /(?:^|[\s<:;"])([45]\d\d)-(?=\S)/u.exec(text)?.[1] ?? null;
  }
  return joined;
}

const templateIn = (text: string): string | null =>
  /template[\s:'"<]{1,4}([\w.-]{1,64})/iu.exec(text)?.[1] ?? null;

/** The names that a sentence of SES carries, for the words of its finding. */
function namesIn(text: string, code: string, names: Collector['names']): Record<string, string> {
  const data: Record<string, string> = {};
  if (code === 'configuration-set/not-found' || code === 'configuration-set/sending-paused') {
    const set = /configuration[- ]set\/?[\s:]{0,3}[<'"`]?([\w-]{1,64})[>'"`]?/iu.exec(text)?.[1];
    if (set !== undefined && !/^(?:does|not|is)$/iu.test(set)) {
      data['configurationSet'] = set;
      names.set('configurationSet', set);
    }
  }
  if (code.startsWith('template/')) {
    const template = /template[:\s]{1,3}[<'"`]?([\w.-]{1,64})[>'"`]? does(?: not|n't) exist/iu.exec(
      text,
    )?.[1];
    if (template !== undefined) {
      data['template'] = template;
      names.set('template', template);
    }
  }
  if (code.startsWith('identity/') || code.startsWith('dkim/') || code.startsWith('mail-from/')) {
    const domain =
      /\b(?:for|domain|identity:?)\s{1,3}(?:the domain\s{1,2})?([a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,6})/iu.exec(
        text,
      )?.[1];
    if (domain !== undefined) {
      data['identity'] = domain.toLowerCase();
      names.add('senders', domain);
    }
  }
  const limit = /(\d{2,12}) (?:bytes|recipients)/u.exec(text)?.[1];
  if (limit !== undefined) data['limit'] = limit;
  return data;
}

const subjectOf = (code: string, data: Readonly<Record<string, string>>): string | null =>
  (code.startsWith('template/')
    ? data['template']
    : code.startsWith('configuration-set/')
      ? data['configurationSet']
      : data['identity']) ?? null;

/** Host, port and Region that a connection was made to. */
function hostIn(text: string): Record<string, string> {
  const host =
    /(email(?:-smtp)?(?:-fips)?\.[\w-]{1,30}\.(?:amazonaws\.com|api\.aws)|[\w.-]{1,120}\.email-smtp\.[\w.-]{1,80})/iu
      .exec(text)?.[1]
      ?.toLowerCase();
  const port =
    /amazonaws\.com(?:\[[^\]]{1,45}\]|\/[\d.]{7,15})?[:,\s"']{1,3}(?:port["']?\s?[:=]?\s?)?(25|465|587|2465|2587)(?!\d)/iu.exec(
      text,
    )?.[1] ??
    /\bport["']?\s{0,2}[:=\s]\s{0,2}["']?(25|465|587|2465|2587)(?!\d)/iu.exec(text)?.[1] ??
    /\]?:(25|465|587|2465|2587)(?!\d)/u.exec(text)?.[1];
  const region =
    host === undefined
      ? undefined
      : /email(?:-smtp)?(?:-fips)?\.([\w-]{1,30})\.(?:amazonaws|api)/u.exec(host)?.[1];
  return {
    ...(host === undefined ? {} : { host }),
    ...(port === undefined ? {} : { port }),
    ...(region === undefined ? {} : { region }),
  };
}
