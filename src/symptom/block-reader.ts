import { once } from '../model/once.ts';
import { mentions } from './mentions.ts';
import { possibleReasons } from './observe/possible-reasons.ts';
import { isOfOtherService } from './observe/other-service.ts';
import { plainText } from './reply-rule.ts';
import type { Reading } from './collector.ts';
import { accountsOfText, isOfAccount } from './accounts.ts';
import { regionName } from './names.ts';
import { readConnectionFailure } from './connection-failure.ts';
import { readQuotedReply } from './quoted-reply.ts';
import { readSentence } from './ses-sentence.ts';
import { endpointIn, onlyPortIn } from './endpoint-in.ts';
import { isOfAccountElsewhere } from './observe/accounts-elsewhere.ts';
import { readShownAdvice } from './judge/advice.ts';
import { readAwsError } from './judge/aws-error.ts';
import { readBareName } from './judge/bare-name.ts';
import { readBareWords } from './judge/bare-words.ts';
import { readBrokenSentence } from './judge/broken-sentence.ts';
import { byOwnWords, readBulkStatus } from './judge/bulk-status.ts';
import { readBounceSentence } from './judge/bounce-sentence.ts';
import { readExchangeName } from './judge/exchange-name.ts';
import { readOwnQueue } from './judge/own-queue.ts';
import { ofOwnServer } from './judge/own-server.ts';
import { readHiddenReason } from './judge/hidden-reason.ts';
import { readInlineResults } from './judge/inline-results.ts';
import { readAwaitedState } from './judge/awaited-state.ts';
import { readListedState } from './judge/listed-state.ts';
import { readNotice } from './judge/notice.ts';
import { readSdkValidation } from './judge/sdk-validation.ts';
import { readSetupNotice } from './judge/setup-notice.ts';
import { readBounceText } from './judge/bounce-words.ts';
import { repairedLine } from './judge/cut-sentence.ts';
import { readSendingText } from './judge/sending-text.ts';
import { isOfPerson, readQuestion } from './judge/question.ts';
import { readCurlAnswer } from './judge/curl-answer.ts';
import { readDialogue } from './judge/dialogue.ts';
import { readRefusedLogin, refusesLoginAt } from './judge/refused-login.ts';
import { readUnknownHost } from './judge/unknown-host.ts';
import { readSession } from './judge/session-reply.ts';
import { speakerOf, withoutStatus } from './speaker.ts';
import { closingLines } from './observe/closing-line.ts';
import { stackFrames, withoutCalls } from './observe/stack-frame.ts';
import { endOf } from './observe/settled.ts';
import { reportOfEnd } from './observe/stance.ts';
import { foldedText } from './observe/terms.ts';
import { tellsOfFailure } from './observe/failure-words.ts';
import { tellsOfAnother } from './observe/further-failure.ts';
import { wentWellWithSes } from './observe/went-well.ts';
import type { TextBlock } from './text-block.ts';
import { isUnknownFailure } from './unknown-failure.ts';
import { isWorthReading } from './unwrap/worth-reading.ts';
import { LogRecords } from './log-records.ts';
import { originOf } from './text-origin.ts';
import { collectNames } from './transcript-names.ts';
import { noteEndOf } from './block-end.ts';
import { saysStillTried, saysTheEnd, whileTried } from './finality.ts';
import { isOfNobody, isWrittenByPerson } from './observe/of-nobody.ts';

/** A line that ends with the class of a refusal to send, and without what it says. */
const classAtEnd = /(?<![\w-])(?:MessageRejected|BadRequest)(?:Exception)?["'\])}:,;]{0,3}\s{0,4}$/u;
const isClassAlone = (line: string): boolean =>
  mentions(line, 'messagerejected', 'badrequest') && classAtEnd.test(line);
/** Lines between the class of an error and its message, with the frames of a stack between. */
const messageReach = 12;

/** More lines than this are a log. */
const longLog = 300;

/** The name of an error that SES gives for many causes, without the message that says which. */
const isOfManyCauses = (reading: Reading | undefined): boolean =>
  reading?.data?.['errorClass'] === 'MessageRejected';

/** The status of an answer over HTTP at the end of a line: the next one is no reply that begins with it. */
const endsWithHttp = /\b(?:requested URL returned error:|HTTP(?:\/\d(?:\.\d)?)?) [45]\d\d\s{0,4}$/iu;

/** Reads the lines of one block: each, then those that only the others explain, then the block as a whole. */
export class BlockReader {
  readonly #block: TextBlock;
  readonly #isLog: boolean;
  readonly #records: LogRecords;
  /** Classes of errors whose message does not stand on their line, and the lines of which something was read. */
  readonly #classes: { readings: readonly Reading[]; at: number }[] = [];
  readonly #readAt: number[] = [];
  readonly #expired: { readings: readonly Reading[]; at: number }[] = [];
  /** The messages of a log of which a failure was read. */
  readonly #told = new Set<string>();
  /** Frames of a stack, and the words in which a server closes its report: nothing is told of these. */
  readonly #silent: ReadonlySet<number>;
  /** Lines that end a sentence of a line above, which was read with them. */
  readonly #joined = new Set<number>();
  readonly #isOfPerson: boolean;
  readonly #question = once(() => readQuestion(this.#block));
  /** Whose account the text is of, where no line says it of its own failure. */
  readonly #accounts = once(() => accountsOfText(this.#block.lines.map(({ text }) => text).join('\n')));
  #item: number | null = null;
  /** The least weight of what was read so far. */
  #surest = Infinity;

  readonly #texts = once(() => this.#block.lines.map(({ text }) => text));

  constructor(block: TextBlock, isLog: boolean) {
    this.#block = block;
    this.#isLog = isLog;
    this.#records = new LogRecords(block.lines.map(({ text }) => text));
    const texts = block.lines.map(({ text }) => text);
    this.#silent = new Set([...stackFrames(texts), ...closingLines(texts), ...possibleReasons(texts)]);
    this.#isOfPerson = block.lines.length <= 40 && isOfPerson(block.lines.map(({ text }) => text).join(' '));
  }

  readAll(): void {
    const { collector, lines } = this.#block;
    collectNames(this.#block);
    const whole = lines.map(({ text }) => text.trim()).join('\n');
    const over = reportOfEnd(whole) ?? endOf(whole);
    if (over !== null && isWrittenByPerson(this.#texts(), this.#isLog)) {
      this.#add([
        { code: 'send/unrecognised', quote: this.#lineOf(over), data: { over: 'true' }, weight: 2 },
      ]);
      return;
    }
    const awaited = readAwaitedState(this.#block);
    if (awaited === null && isOfNobody(this.#texts(), this.#isLog)) {
      const states = readListedState(this.#block);
      if (states !== null) this.#add(states);
      return;
    }
    const before = collector.candidates().length;
    const isNothingNew = (): boolean => collector.candidates().length === before;
    const dialogue = readDialogue(this.#block);
    if (dialogue !== null) this.#add(dialogue);
    // A session that was refused at its greeting never got to an address.
    if (dialogue?.[0]?.code === 'smtp/helo-refused') return;
    // Nor did one whose login was refused.
    const login = dialogue === null ? readRefusedLogin(this.#block) : null;
    if (login !== null) {
      this.#add(login);
      return;
    }
    const notice =
      dialogue === null
        ? (awaited ??
          readSetupNotice(this.#block) ??
          readListedState(this.#block) ??
          readShownAdvice(this.#block) ??
          readNotice(this.#block))
        : null;
    // The sentences of a notice were weighed against each other already.
    if (notice !== null) this.#add(notice);
    if (notice?.[0]?.code === 'send/no-failure' || notice === null)
      for (let at = 0; at < lines.length; at += 1) this.#read(at);
    this.#readExpired();
    // What explains a failure has taken the all-clear away already: its lines need no look.
    if (!collector.hasFault)
      for (const [at, { text }] of lines.entries())
        if (!this.#silent.has(at) && tellsOfFailure(withoutCalls(text))) collector.noteFailure(text);
    if (isNothingNew() && !this.#block.isOtherProvider) this.#readBulk();
    if (isNothingNew() && !this.#block.isOtherProvider) this.#readWrapped();
    this.#readThrottling();
    if (isNothingNew() && !this.#block.isOtherProvider) this.#readCut();
    const isFarOff = (at: number): boolean => this.#readAt.every((one) => Math.abs(one - at) > messageReach);
    // Who tells what they did knows more than a class that stands for many causes.
    const told = this.#classes.length > 0 && isNothingNew() && this.#isOfPerson ? this.#question() : null;
    if (told !== null) this.#add(told);
    for (const { readings, at } of this.#classes)
      if (this.#readAt.length === 0 ? isNothingNew() : isFarOff(at))
        this.#add(readings, this.#records.placeOf(at), at);
    // A log of Sendmail is no question: its words for any refusal would be weighed as those of a person.
    const logged = isNothingNew() && this.#silent.size > 0 ? readHiddenReason(this.#block) : null;
    if (logged?.[0]?.data?.['library'] === 'Sendmail') this.#add(logged);
    const bounce = isNothingNew() ? readBounceText(this.#block) : null;
    if (bounce !== null) this.#add(bounce);
    if (isNothingNew() && this.#expired[0] !== undefined) this.#add(this.#expired[0].readings);
    const name = isNothingNew() ? this.#bareName() : null;
    if (name !== null) this.#add(name);
    const question = isNothingNew() || (this.#isOfPerson && this.#surest >= 2) ? this.#question() : null;
    if (question !== null) this.#add(question);
    const bare = isNothingNew() ? readBareWords(this.#block) : null;
    if (bare !== null) this.#add(bare);
    const host = isNothingNew() ? readUnknownHost(this.#block) : null;
    if (host !== null) this.#add(host);
    const sending = isNothingNew() ? readSendingText(this.#block) : null;
    if (sending !== null) this.#add(sending);
    const hidden = isNothingNew() ? readHiddenReason(this.#block) : null;
    if (hidden !== null) this.#add(hidden);
    const origin = isNothingNew() ? originOf(this.#block) : null;
    if (origin !== null) this.#add([origin]);
    if (lines.length > 1 && isWrittenByPerson(this.#texts(), this.#isLog) && collector.hasFault)
      for (const [at, { text }] of lines.entries())
        if (!this.#silent.has(at) && tellsOfAnother(text)) collector.noteUnknown(text);
    noteEndOf(this.#block);
  }

  /** The line that holds some words, in the form of `foldedText`. */
  #lineOf(words: string): string {
    const texts = this.#block.lines.map(({ text }) => text);
    const first = words.split('\n').pop() ?? words;
    return texts.find((text) => foldedText(text).includes(first.trim())) ?? texts[0] ?? '';
  }

  /** A text of one word: somebody asks what it means. */
  #bareName(): readonly Reading[] | null {
    const filled = this.#block.lines.filter(({ plain }) => plain.trim() !== '');
    return filled.length === 1 ? readBareName(filled[0]?.text ?? '') : null;
  }

  #read(at: number): void {
    if (this.#joined.has(at)) return;
    const readings = this.#readingsAt(at);
    const { text = '' } = this.#block.lines[at] ?? {};
    if (readings !== null && readings.length > 0) {
      // A class that stands for many causes: what its message says may stand below, or be cut off.
      if (isClassAlone(text)) {
        this.#classes.push({ readings, at });
        return;
      }
      this.#readAt.push(at);
    }
    if (readings === null && !this.#silent.has(at) && isUnknownFailure(text))
      this.#block.collector.noteUnknown(text);
    if (readings === null || readings.length === 0) return;
    this.#told.add(this.#messageAt(at));
    this.#add(readings, this.#records.placeOf(at), at);
  }

  /** The message that a line of a log is about; empty where the text is no log. */
  #messageAt(at: number): string {
    return this.#records.placeOf(at).split(' ')[0] ?? '';
  }

  /** That the time in a queue is over is kept for later: an attempt of which another line tells says why. */
  #ownQueueAt(at: number, text: string): readonly Reading[] | null {
    const readings = this.#block.foreign === null ? readOwnQueue(this.#block, text) : null;
    if (readings?.[0]?.code !== 'bounce/expired') return readings;
    this.#expired.push({ readings, at });
    return [];
  }

  /** Messages of a log whose time in a queue was over, and of which no other line tells why. */
  #readExpired(): void {
    for (const { readings, at } of this.#expired) {
      const message = this.#messageAt(at);
      if (message !== '' && !this.#told.has(message)) this.#add(readings, this.#records.placeOf(at), at);
    }
  }

  /** What a line says widely, where the person who quotes it tells more of it. */
  #narrowed(readings: readonly Reading[]): readonly Reading[] {
    const [first] = readings;
    const told = first !== undefined && this.#isOfPerson ? this.#question() : null;
    const [narrow, ...wide] = told ?? [];
    const isKnown =
      wide.some(({ code }) => code === first?.code) ||
      (isOfManyCauses(first) && !readings.some(({ code }) => code === narrow?.code));
    if (first === undefined || narrow === undefined || !isKnown) return readings;
    return [{ ...first, code: narrow.code }, ...readings.map((one) => ({ ...one, weight: 1 }))];
  }

  #readingsAt(at: number): readonly Reading[] | null {
    const line = this.#block.lines[at];
    if (this.#silent.has(at)) return null;
    if (line === undefined || !/[a-z]{3}|[\u0370-\uffff]{2}/u.test(line.plain)) return null;
    // Of a long log only lines are looked at that hold one of the words without which nothing is told.
    if (this.#block.lines.length > longLog && !isWorthReading(line.text)) return null;
    const { text, plain } = line;
    const isOfLogin = this.#block.answersLoginAt(at) || refusesLoginAt(this.#block, at, plain);
    const speaker = isOfLogin ? 'ses' : speakerOf(plain, this.#block.isSubmission);
    const remote = speaker === 'receiver' ? readQuotedReply(this.#block, text, plain) : null;
    const own = withoutStatus(plain);
    const isOther = isOfOtherService(text);
    return ofOwnServer(
      text,
      (remote?.[0]?.code === 'bounce/undetermined' ? null : remote) ??
        (this.#block.isOtherProvider || isOther ? null : this.#sentenceAt(at, own)) ??
        readSdkValidation(this.#block, line) ??
        readAwsError(this.#block, at) ??
        readCurlAnswer(this.#block, line) ??
        readSession(this.#block, at, line) ??
        (isOther ? null : readBounceSentence(this.#block, line)) ??
        readInlineResults(this.#block, at, line) ??
        (speaker === 'ses' ? null : this.#unlessAsked(readQuotedReply(this.#block, text, plain))) ??
        this.#ownQueueAt(at, text) ??
        readExchangeName(text) ??
        readConnectionFailure(this.#block, at, line),
    );
  }

  /** A sentence of SES on this line, with the lines below that it goes on in. */
  #sentenceAt(at: number, plain: string): readonly Reading[] | null {
    const found = readBrokenSentence(this.#block, at, plain);
    for (let next = at + 1; next < at + (found?.lines ?? 1); next += 1) this.#joined.add(next);
    return found?.readings ?? null;
  }

  /** What words of a receiver alone may mean; null where somebody asks of something in such words. */
  #unlessAsked(readings: readonly Reading[] | null): readonly Reading[] | null {
    const isOfWords = readings?.[0]?.data?.['basis'] === 'words';
    return isOfWords && this.#question() !== null ? null : readings;
  }

  /** Entries of a bulk send that failed and say no more than their status. */
  #readBulk(): void {
    for (const { text } of this.#block.lines) {
      const readings = readBulkStatus(this.#block, text);
      if (readings === null) continue;
      this.#add(byOwnWords(this.#block, text, readings));
    }
  }

  /** Sentences that a narrow window broke over several lines. */
  #readWrapped(): void {
    // Each of these lines was begun by a program: none goes on on the next.
    if (wentWellWithSes(this.#block.lines)) return;
    const whole = this.#block.lines
      .filter((_, at) => !this.#silent.has(at))
      .map(({ text }) => withoutCalls(text).replace(endsWithHttp, '').trim())
      .join(' ')
      .slice(0, 65_536);
    for (let start = 0; start < whole.length; start += 3600) {
      const text = whole.slice(start, start + 4096);
      const plain = plainText(text);
      const own = withoutStatus(plain);
      const readings =
        readSentence(this.#block, 0, text, own) ??
        (speakerOf(plain, this.#block.isSubmission) === 'ses'
          ? null
          : this.#unlessAsked(readQuotedReply(this.#block, text, plain)));
      if (readings !== null) this.#add(readings);
    }
  }

  /** Sentences that whoever wrote the log down cut off. */
  #readCut(): void {
    for (const [at, { text }] of this.#block.lines.slice(0, 400).entries()) {
      if (this.#silent.has(at) || isClassAlone(text) || isOfAccountElsewhere(text.toLowerCase())) continue;
      const whole = repairedLine(text);
      const plain = whole === null ? '' : withoutStatus(whole);
      const readings =
        whole === null
          ? null
          : (readSentence(this.#block, at, whole, plain) ??
            (speakerOf(whole, this.#block.isSubmission) === 'ses'
              ? null
              : readQuotedReply(this.#block, whole, whole)));
      if (readings === null) continue;
      this.#block.collector.unread('A sentence is cut off; it was read as far as it goes.');
      this.#add(readings.map((reading) => ({ ...reading, quote: text })));
    }
  }

  /** A throttling that no sentence told more about. */
  #readThrottling(): void {
    const known = ['quota/daily-exhausted', 'quota/rate-exceeded', 'quota/legacy-signature-rate'];
    if (this.#block.throttled === null || known.some((code) => this.#block.collector.knows(code))) return;
    const asked = this.#question();
    this.#add(asked?.[0]?.code.startsWith('quota/') === true ? asked : [this.#block.throttled]);
  }

  /** Readings of a connection with the port and the host that the text names, where the line alone does not. */
  #placed(readings: readonly Reading[]): readonly Reading[] {
    const [first] = readings;
    if (first === undefined || !first.code.startsWith('smtp/') || first.data?.['port'] !== undefined)
      return readings;
    const texts = this.#block.lines.slice(0, longLog).map(({ text }) => text);
    const place = { ...endpointIn(first.quote) };
    const port = place['port'] ?? onlyPortIn(texts);
    if (port !== null) place['port'] = port;
    return readings.map((one) => ({ ...one, data: { ...place, ...one.data } }));
  }

  /** `at`: the line that tells of it, or null where that is no single one. */
  /** What a notice of delay says that its server could not do in time is still tried. */
  #inTime(readings: readonly Reading[]): readonly Reading[] {
    if (!readings.some(({ code }) => code === 'bounce/expired')) return readings;
    const { lines } = this.#block;
    const isTried =
      lines.some(({ text }) => saysStillTried(text)) && !lines.some(({ text }) => saysTheEnd(text));
    return isTried ? whileTried(readings) : readings;
  }

  #add(found: readonly Reading[], place = '', at: number | null = null): void {
    const readings = this.#inTime(this.#placed(this.#narrowed(found)));
    this.#item ??= this.#block.collector.item(
      'log',
      this.#block.lines.find(({ plain }) => plain.trim() !== '')?.text ?? 'text',
    );
    const { names } = this.#block.collector;
    const quoted = accountsOfText(readings[0]?.quote ?? '');
    const { senders, owners } = quoted.senders.length > 0 ? quoted : this.#accounts();
    // The Region that an error names is where it arose, whatever stands around it.
    const told = readings[0]?.data?.['region'];
    this.#block.collector.speakOf({
      senders,
      owners: isOfAccount(readings[0]?.code ?? '') ? owners : [],
      regions: told !== undefined && regionName.test(told) ? [told.toLowerCase()] : this.#block.regionsOf(at),
    });
    for (const { code, weight } of readings) {
      this.#surest = Math.min(this.#surest, weight);
      if (code.startsWith('smtp')) names.smtp = true;
    }
    this.#block.collector.add(this.#item, readings, place);
  }
}
