import { namesSesAddress } from '../parse/ses-address.ts';
import { saysAny } from './reply-rule.ts';
import { awsWords, foreignOrigins, mailWords, sesApiWords, sesSmtpWords, sesWords } from './origins.ts';
import type { Collector, Reading } from './collector.ts';
import { isAnswerToLogin, isOnlyOfSes } from './speaker.ts';
import { otherServiceIn } from './observe/other-service.ts';
import { otherCompanyIn } from './observe/other-company.ts';
import { userAccountIn } from './observe/user-account.ts';
import { foreignGreetingIn, otherProtocolIn, webServer } from './observe/other-protocol.ts';

/** A line of text, and its form that phrases are written in. */
export interface Line {
  text: string;
  plain: string;
}

/** A line that somebody else than SES wrote. */
export interface ForeignText {
  /** Whose it is, as the finding says it. */
  whose: string;
  quote: string;
}

/** Lines that are read together, and what they speak of as a whole: one line may explain another. */
export class TextBlock {
  readonly lines: readonly Line[];
  readonly collector: Collector;
  /** `--region`, or null. */
  readonly givenRegion: string | null;
  /** Regions of the host names, ARNs and settings in the lines. */
  readonly regions = new Set<string>();
  /** The same by the place of the line. */
  readonly #regionsAt = new Map<number, string[]>();
  readonly isSes: boolean;
  readonly isAws: boolean;
  /** Mail is spoken of at all; `isAws` and `isSes` are narrower. */
  readonly isMail: boolean;
  /** Places of the lines that name an SMTP endpoint of SES, and of those that name its API. */
  readonly smtpAt: readonly number[];
  readonly apiAt: readonly number[];
  /** The replies are those of SES to its client, and none of a receiver. */
  readonly isSubmission: boolean;
  readonly onlyOtherAws: boolean;
  /** A provider of mail is named, and SES nowhere. */
  readonly isOtherProvider: boolean;
  /** The first line that names another service, or null. */
  readonly foreignOrigin: ForeignText | null;
  /** The first line that turned out to speak of something else. */
  foreign: ForeignText | null = null;
  /** The first line whose counts prove that nothing of a batch failed, or null. */
  counted: string | null = null;
  /** A throttling that no sentence told more about. */
  throttled: Reading | null = null;

  constructor(lines: readonly Line[], collector: Collector, givenRegion: string | null) {
    this.lines = lines;
    this.collector = collector;
    this.givenRegion = givenRegion;
    this.isSes = lines.some(({ plain }) => saysAny(plain, sesWords) || namesSesAddress(plain));
    this.isAws = this.isSes || lines.some(({ plain }) => saysAny(plain, awsWords));
    this.isMail = this.isAws || lines.some(({ plain }) => saysAny(plain, mailWords));
    this.smtpAt = lines.flatMap(({ plain }, at) => (saysAny(plain, sesSmtpWords) ? [at] : []));
    this.apiAt = lines.flatMap(({ plain }, at) => (saysAny(plain, sesApiWords) ? [at] : []));
    const named = foreignLine(lines);
    // Where SES is named, a word of another service nearby is not the subject of the error. Nor is it beside the reply of a
    // mail server: no other service of AWS speaks SMTP, and it says where the program runs or the log lies.
    const isOfAws = named !== null && /A(?:mazon|WS)/u.test(named.whose);
    const isWordNearby = named !== null && named.isWord && isOfAws;
    const isPlace = isWordNearby && !this.isSes && lines.some(({ plain }) => enhancedReply.test(plain));
    this.foreignOrigin = isPlace || (this.isSes && (this.smtpAt.length > 0 || isWordNearby)) ? null : named;
    // The API answers over HTTP: behind a status line stands what any program on the web may have said, SES too.
    this.isOtherProvider = !this.isSes && named !== null && !isOfAws && named.whose !== webServer;
    this.onlyOtherAws = !this.isSes && isOfAws && !isPlace;
    this.isSubmission =
      this.smtpAt.length > 0 &&
      (lines.some(({ plain }) =>
        saysAny(plain, [
          'simpleemailservice',
          'server -> client',
          'relay=email-smtp',
          '250-email-smtp',
          '220 email-smtp',
        ]),
      ) ||
        (lines.some(({ plain }) => plain.includes('email-smtp')) &&
          lines.some(({ plain }) => saysAny(plain, sessionWords)) &&
          !lines.some(({ plain }) => saysAny(plain, quotingWords))));
  }

  /** Whether a line tells what an endpoint of SES answered to a login: one is named on it, or within three lines of it. */
  answersLoginAt(at: number): boolean {
    const plain = this.lines[at]?.plain ?? '';
    return (
      isAnswerToLogin(plain) &&
      this.smtpAt.some(
        (place) => Math.abs(place - at) <= 3 && this.lines[place]?.plain.includes('email-smtp') === true,
      )
    );
  }

  /** A Region that the line at a place names. */
  noteRegion(at: number, region: string): void {
    this.regions.add(region);
    const known = this.#regionsAt.get(at);
    if (known === undefined) this.#regionsAt.set(at, [region]);
    else known.push(region);
  }

  /**
   * The Regions that a failure may be of: those of its line, else of the lines nearest above and below, which may differ; of all
   * lines where its own is not known.
   */
  regionsOf(at: number | null): readonly string[] {
    if (this.regions.size < 2 || at === null) return [...this.regions];
    const own = this.#regionsAt.get(at);
    if (own !== undefined) return own;
    const places = [...this.#regionsAt.keys()];
    const near = [places.findLast((one) => one < at), places.find((one) => one > at)];
    return near.flatMap((one) => (one === undefined ? [] : (this.#regionsAt.get(one) ?? [])));
  }
}

/** A reply code of SMTP with an enhanced status (RFC 2034 section 4). */
const enhancedReply = /(?<![\d.])[45]\d\d[ -]#?[45]\.\d{1,3}\.\d{1,3}\b/u;

/** What a library says of the reply that its own session got. */
const sessionWords: readonly string[] = [
  'message failed:',
  'data command failed',
  'mail command failed',
  'recipient command failed',
  "can't send mail",
  'invalid login',
  'smtpdataerror',
  'smtpsenderrefused',
  'smtprecipientsrefused',
  'smtpresponseexception',
  'smtpauthenticationerror',
  'smtpsendfailedexception',
  'smtpaddressfailedexception',
  'smtpsenderfailedexception',
  'smtpcommandexception',
  'smtpprotocolexception',
  'expected response code',
  'unexpected response code',
  'smtp error:',
  'smtp error from',
  'net::smtp',
  'smtpfatalerror',
  'smtpserverbusy',
  'smtpunknownerror',
  'smtpsyntaxerror',
  'mailbox unavailable. the server response was',
  'the server response was',
  'eresponse',
  'responsecode',
  'emessage',
  'eenvelope',
  'smtp; code=',
  'smtp server replied',
  'smtp error code',
];

/** What stands where the reply of a receiver is passed on. */
const quotingWords: readonly string[] = [
  'diagnostic-code',
  'diagnosticcode',
  'said:',
  'remote-mta',
  'final-recipient',
  'smtp; 5',
  'smtp; 4',
  'smtp;5',
  'notificationtype',
  'eventtype',
  'bouncetype',
];

function protocolIn(text: string, isOfApi: boolean): string | null {
  const whose = otherProtocolIn(text);
  return isOfApi && whose === webServer ? null : whose;
}

/** The first line that names another service, and whose it is. */
function foreignLine(lines: readonly Line[]): (ForeignText & { isWord: boolean }) | null {
  // Header fields of an answer of AWS: the status line above them is AWS's too.
  const isOfApi = lines.some(({ plain }) => plain.includes('x-amzn-'));
  const saysSes = lines.some(({ plain }) => isOnlyOfSes(plain));
  for (const { text, plain } of lines) {
    const word = foreignOrigins.find(({ says }) => saysAny(plain, says))?.whose;
    const subject =
      otherServiceIn(text.slice(0, 4096)) ??
      protocolIn(text, isOfApi) ??
      otherCompanyIn(text) ??
      userAccountIn(text);
    const whose = word ?? subject;
    if (whose !== null) return { whose, quote: text, isWord: subject === null };
    // Behind the greeting of a relay that hands its mail to SES stands what SES said to that relay.
    const host = saysSes ? null : foreignGreetingIn(text);
    if (host !== null) return { whose: `the mail server ${host}`, quote: text, isWord: false };
  }
  return null;
}
