import type { Count, SymptomSummary } from '../../model/symptom.ts';

/** One delivery to one recipient, as it is counted. */
export interface CountedEvent {
  code: string;
  time: string | null;
  receiver: string | null;
  list: string | null;
  ip: string | null;
  address: string | null;
  /** Nobody tries again. */
  isOver?: boolean;
}

/** Takes what is counted. */
export interface EventSink {
  /** How many were counted so far. */
  readonly events: number;
  /** Nobody reads the words of an event that is counted here: they need not be put together. */
  readonly isWordless?: boolean;
  count: (event: CountedEvent) => void;
}

/** Deliveries that went well, counted where they were read. */
export interface CountedSuccesses {
  count: number;
  first: string | null;
  last: string | null;
}

const mostKeys = 50_000;
const mostSamples = 10;

/**
 * Counts per key. Exact up to 50,000 keys; then Space-Saving (Metwally 2005): a new key takes over the place and the
 * count of the rarest one, which bounds the error of every count by the count taken over.
 */
export class TopCounter {
  readonly #counts = new Map<
    string,
    { count: number; first: string | null; last: string | null; samples: string[] }
  >();
  errorBound = 0;

  add(key: string, time: string | null, sample: string | null, times = 1): void {
    let entry = this.#counts.get(key);
    if (entry === undefined) {
      entry = {
        count: this.#counts.size < mostKeys ? 0 : this.#takeOver(),
        first: time,
        last: time,
        // Most keys have one sample: an array of one is a tenth of what one that grows from nothing takes.
        samples: sample === null ? [] : [sample],
      };
      entry.count += times;
      this.#counts.set(key, entry);
      return;
    }
    entry.count += times;
    if (time !== null) {
      if (entry.first === null || time < entry.first) entry.first = time;
      if (entry.last === null || time > entry.last) entry.last = time;
    }
    if (sample !== null && entry.samples.length < mostSamples && !entry.samples.includes(sample))
      entry.samples.push(sample);
  }

  /** Frees a place, and some more, so that the search for the rarest is not made for every new key. */
  #takeOver(): number {
    const wanted = mostKeys / 5;
    const bound = this.#countOfRank(wanted);
    let equal = wanted;
    for (const { count } of this.#counts.values()) if (count < bound) equal -= 1;
    for (const [key, { count }] of this.#counts) {
      if (count > bound || (count === bound && equal === 0)) continue;
      if (count === bound) equal -= 1;
      this.#counts.delete(key);
    }
    this.errorBound = Math.max(this.errorBound, bound);
    return this.errorBound;
  }

  /** The count of the key that stands at a place, from 1, when the rarest comes first. */
  #countOfRank(rank: number): number {
    const keysOf = new Map<number, number>();
    for (const { count } of this.#counts.values()) keysOf.set(count, (keysOf.get(count) ?? 0) + 1);
    let passed = 0;
    for (const [count, keys] of [...keysOf].sort((a, b) => a[0] - b[0])) {
      passed += keys;
      if (passed >= rank) return count;
    }
    return 0;
  }

  top(most: number): readonly Count[] {
    const best: Count[] = [];
    for (const [key, entry] of this.#counts) {
      const last = best.at(-1);
      // Most of a hundred thousand keys end here.
      if (best.length === most && last !== undefined && entry.count < last.count) continue;
      const one = { key, ...entry };
      if (best.length === most && last !== undefined && !isBefore(one, last)) continue;
      const place = best.findIndex((other) => isBefore(one, other));
      best.splice(place === -1 ? best.length : place, 0, one);
      if (best.length > most) best.pop();
    }
    return best;
  }
}

/** More often first, then by name. */
const isBefore = (one: Count, other: Count): boolean =>
  one.count > other.count || (one.count === other.count && one.key < other.key);

/** Counts events by code, receiver, list, IP and address, in constant memory. */
export class EventCounter implements EventSink {
  readonly #code = new TopCounter();
  readonly #receiver = new TopCounter();
  readonly #list = new TopCounter();
  readonly #ip = new TopCounter();
  readonly #address = new TopCounter();
  #first: string | null = null;
  #last: string | null = null;
  events = 0;

  count({ code, time, receiver, list, ip, address }: CountedEvent): void {
    this.events += 1;
    if (time !== null) {
      if (this.#first === null || time < this.#first) this.#first = time;
      if (this.#last === null || time > this.#last) this.#last = time;
    }
    this.#code.add(code, time, address);
    if (code === 'send/no-failure') return;
    if (receiver !== null) this.#receiver.add(receiver, time, address);
    if (list !== null) this.#list.add(list, time, address);
    if (ip !== null) this.#ip.add(ip, time, address);
    if (address !== null) this.#address.add(address, time, code);
  }

  /** Successes that were counted elsewhere: nothing but their number and times is kept of them. */
  countSuccesses({ count, first, last }: CountedSuccesses): void {
    if (count === 0) return;
    this.events += count;
    for (const time of [first, last]) {
      if (time === null) continue;
      if (this.#first === null || time < this.#first) this.#first = time;
      if (this.#last === null || time > this.#last) this.#last = time;
    }
    this.#code.add('send/no-failure', first, null, count);
    this.#code.add('send/no-failure', last, null, 0);
  }

  summary(): SymptomSummary {
    return {
      events: this.events,
      first: this.#first,
      last: this.#last,
      byCode: this.#code.top(100),
      byReceiver: this.#receiver.top(10),
      byList: this.#list.top(10),
      byIp: this.#ip.top(10),
      byAddress: this.#address.top(10),
      errorBound: Math.max(
        this.#receiver.errorBound,
        this.#list.errorBound,
        this.#ip.errorBound,
        this.#address.errorBound,
      ),
    };
  }
}
