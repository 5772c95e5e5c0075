import type { Candidate, SymptomItem } from '../model/symptom.ts';
import { ended, isWait, isWaitAlone } from './finality.ts';
import { noAccounts, type Accounts } from './accounts.ts';
import { isConsequence } from './consequences.ts';
import { NameCollector } from './names.ts';
import { quotable, quoteOf } from './quote.ts';
import { isUnknownFailure, saysTheSame } from './unknown-failure.ts';

/** One explanation as a reader hands it in. */
export interface Reading {
  code: string;
  subject?: string | null;
  quote: string;
  data?: Readonly<Record<string, string>>;
  /**
   * How sure the words are: 0, they can mean nothing else; 1, they say so in their surroundings; 2, a last resort;
   * 3, no failure at all. Readings of a higher weight are dropped where there is one of weight 0 or 1.
   */
  weight: number;
}

interface Kept extends Candidate {
  failure: number;
  weight: number;
  order: number;
  count: number;
}

/** Of one subject, who was denied what, and at which port: what is so of one is not so of another. */
const partOf = ({ principal = '', action = '', port = '' }: Readonly<Record<string, string>>): string =>
  `\n${principal}\n${action}\n${port}`.toLowerCase();

const mostItems = 50;
const mostCandidates = 200;

/** Gathers what the readers find, in bounded memory: each code and subject once. */
export class Collector {
  readonly names: NameCollector;
  readonly #items: SymptomItem[] = [];
  readonly #kept = new Map<string, Kept>();
  readonly #codes = new Set<string>();
  readonly #open = new Map<string, Set<string>>();
  readonly #overCodes = new Set<string>();
  readonly #unread = new Set<string>();
  readonly #failures = new Map<string, number>();
  #accounts = noAccounts;
  #itemsSeen = 0;
  #hasEnded = false;
  #foreign: string | null = null;
  readonly #unknown: string[] = [];
  #failure: { line: string; score: number } | null = null;

  /** `names`: those that are known already, to which it adds. */
  constructor(names: NameCollector = new NameCollector()) {
    this.names = names;
  }

  /** Starts a new thing pasted. Returns its index; the last place is shared by all that come after it is full. */
  item(kind: SymptomItem['kind'], title: string): number {
    this.#itemsSeen += 1;
    if (this.#items.length < mostItems) this.#items.push({ kind, title: quotable(title, 160) });
    return this.#items.length - 1;
  }

  get itemsSeen(): number {
    return this.#itemsSeen;
  }

  /**
   * Readings in order of likelihood: the first is the answer, the others are alternatives to it. `place`: where in the
   * item they stand, if it tells of several failures: what stands elsewhere is no alternative.
   */
  add(item: number, readings: readonly Reading[], place = ''): void {
    const failure = this.#failureAt(`${String(item)} ${place}`);
    for (const [rank, { code, subject = null, quote, data = {}, weight }] of readings.entries()) {
      this.#codes.add(code);
      if (data['ended'] !== undefined) this.#overCodes.add(code);
      const key = `${code}\n${subject ?? ''}${partOf(data)}`;
      const known = this.#kept.get(key);
      if (known !== undefined) {
        known.count += 1;
        if (rank < known.rank) known.rank = rank;
        if (weight < known.weight) known.weight = weight;
        this.#own(known);
        // Of one that was tried for long, the last answer counts.
        if (data['ended'] !== undefined) known.data = { ...known.data, ...ended };
        continue;
      }
      if (this.#kept.size >= mostCandidates) continue;
      const safe = Object.fromEntries(
        Object.entries(data).map(([name, value]) => [name, quotable(value, 300)]),
      );
      const kept: Kept = {
        code,
        subject,
        quote: quoteOf(quote, 300),
        rank,
        item,
        failure,
        data: safe,
        weight,
        order: this.#kept.size,
        count: 1,
      };
      this.#own(kept);
      this.#kept.set(key, kept);
    }
  }

  /** Adds the accounts and Regions spoken of to those of what is kept: of one code and subject there may be several. */
  #own(kept: Kept): void {
    const { senders, owners, regions } = this.#accounts;
    if (senders.length > 0) kept.accounts = [...new Set([...(kept.accounts ?? []), ...senders])].slice(0, 5);
    if (owners.length > 0) kept.owners = [...new Set([...(kept.owners ?? []), ...owners])].slice(0, 5);
    if (regions.length > 0) kept.regions = [...new Set([...(kept.regions ?? []), ...regions])].slice(0, 5);
  }

  #failureAt(place: string): number {
    const known = this.#failures.get(place);
    if (known !== undefined) return known;
    // The last is shared, as items are.
    const number = Math.min(this.#failures.size, mostCandidates);
    if (number < mostCandidates) this.#failures.set(place, number);
    return number;
  }

  /** Whose account and which Regions the failures are of that come next. */
  speakOf(accounts: Accounts): void {
    this.#accounts = accounts;
  }

  /** A line that tells of a failure, understood or not: after one, nothing is said to have gone well. */
  noteFailure(line: string): void {
    const score =
      (/mail|smtp|\bses\b|messageid|recipient|deliver/iu.test(line) ? 2 : 0) +
      (/\b[45]\d\d\b/u.test(line) ? 1 : 0);
    if (this.#failure === null || score > this.#failure.score) this.#failure = { line, score };
  }

  /** The line that tells most of a failure, or null where none does. */
  get failure(): string | null {
    return this.#failure?.line ?? null;
  }

  /** What stands where a record should and is none: good records beside it say nothing about it. */
  noteForeign(what: string): void {
    this.#foreign ??= what;
  }

  /** The first such thing, or null where there is none. */
  get foreign(): string | null {
    return this.#foreign;
  }

  /** A delivery to some of the recipients of a message: the others are open until an event names them. */
  noteDelivered(message: string, destination: readonly string[], reached: readonly string[]): void {
    let open = this.#open.get(message);
    if (open === undefined) {
      if (this.#open.size >= mostCandidates) return;
      open = new Set(destination);
      this.#open.set(message, open);
    }
    for (const address of reached) open.delete(address);
  }

  /** Recipients of messages that were delivered to others, and of whom nothing is told. */
  get unproven(): readonly string[] {
    return [...this.#open.values()].flatMap((open) => [...open]);
  }

  /** A line with the reply or the error of a failure that no rule knows. */
  noteUnknown(line: string): void {
    if (this.#unknown.length < 20) this.#unknown.push(line);
  }

  /** The first such line, or null where there is none. */
  get unknown(): string | null {
    return this.#unknown[0] ?? null;
  }

  /** What is left of the failures that nothing explains, beside those that something does; null where nothing is. */
  get unexplained(): string | null {
    const candidates = this.candidates();
    const told = candidates.map(({ quote }) => quote);
    const isTold = ({ code, subject, quote }: Kept): boolean =>
      candidates.some((one) => one.code === code && one.subject === subject) ||
      told.some((one) => saysTheSame(quote, one));
    const dropped = [...this.#kept.values()].find(
      (one) =>
        (one.code === 'bounce/undetermined' || one.code === 'send/unrecognised') &&
        one.data['over'] === undefined &&
        (isUnknownFailure(one.quote) || !candidates.some(({ failure }) => failure === one.failure)) &&
        !isTold(one),
    );
    const line = this.#unknown.find((one) => !told.some((quote) => saysTheSame(one, quote)));
    const what = dropped?.quote ?? line ?? this.#foreign;
    return what === null ? null : quoteOf(what, 300);
  }

  /** What had to wait was given up: a line of its own says so. */
  noteEnd(): void {
    this.#hasEnded = true;
  }

  unread(what: string): void {
    if (this.#unread.size < 20) this.#unread.add(what);
  }

  /** Whether a code was found, of whatever subject; `isOver`: also one whose wait is over. */
  knows(code: string, isOver = false): boolean {
    return this.#codes.has(code) && (!isOver || !isWait(code) || this.isOver(code));
  }

  /** All codes of `knows`; those of a wait that is over apart, with ` over` behind. */
  codes(): readonly string[] {
    return [...this.#codes, ...[...this.#overCodes].map((code) => `${code} over`)];
  }

  /** Whether a message with this trouble was given up, of whatever subject. */
  isOver(code: string): boolean {
    return this.#overCodes.has(code);
  }

  /** Whether anything was found that is not the all-clear. */
  get hasFault(): boolean {
    return [...this.#kept.values()].some(({ code }) => code !== 'send/no-failure');
  }

  get isEmpty(): boolean {
    return this.#kept.size === 0;
  }

  get items(): readonly SymptomItem[] {
    return this.#items;
  }

  get unreadParts(): readonly string[] {
    return [...this.#unread];
  }

  /** Best first. What only might be meant is left out where something is sure. */
  candidates(): readonly Candidate[] {
    const kept = [...this.#kept.values()];
    const all = kept.map((one) => {
      const beside = kept.filter(({ item }) => item === one.item).map(({ code }) => code);
      return isConsequence(one.code, beside) ? { ...one, weight: one.weight + 1 } : one;
    });
    const best = Math.min(...all.map(({ weight }) => weight));
    const worst = best <= 1 ? 1 : best;
    return all
      .filter(({ weight }) => weight <= worst)
      .sort((a, b) => a.weight - b.weight || a.item - b.item || a.rank - b.rank || a.order - b.order)
      .map(
        ({ code, subject, quote, rank, item, failure, accounts, owners, regions, data, count, weight }) => ({
          code,
          subject,
          quote,
          rank: rank + (weight > best ? 1 : 0),
          item,
          failure,
          ...(accounts !== undefined && { accounts }),
          ...(owners !== undefined && { owners }),
          ...(regions !== undefined && { regions }),
          data: {
            ...data,
            ...(count > 1 && { count: String(count) }),
            ...(this.#hasEnded && isWaitAlone([code]) && ended),
          },
        }),
      );
  }
}
