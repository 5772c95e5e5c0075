/** What a pseudonym stands for. */
type Kind = 'user' | 'subject' | 'name' | 'template' | 'host' | 'case';

/** Gives equal texts equal pseudonyms, and texts that differ only by case pseudonyms that differ only by case. */
export class Pseudonyms {
  /** By kind and lower-case text: the number, and the spellings seen. */
  readonly #seen = new Map<string, { number: number; spellings: string[] }>();
  readonly #counts = new Map<string, number>();

  of(kind: Kind, original: string): string {
    const key = `${kind} ${original.toLowerCase()}`;
    const entry = this.#seen.get(key) ?? { number: this.#next(kind), spellings: [original.toLowerCase()] };
    if (!entry.spellings.includes(original)) entry.spellings.push(original);
    this.#seen.set(key, entry);
    return spelt(`${kind}${letters(entry.number)}`, entry.spellings.indexOf(original));
  }

  account(original: string): string {
    const key = `account ${original}`;
    const entry = this.#seen.get(key) ?? { number: this.#next('account'), spellings: [] };
    this.#seen.set(key, entry);
    return String(entry.number).padStart(12, '0');
  }

  /** A private address (RFC 1918, RFC 4193) stays one, of its family. */
  address(original: string): string {
    const family = original.includes(':') ? 'IPv6' : 'IPv4';
    const key = `${family} ${original.toLowerCase()}`;
    const entry = this.#seen.get(key) ?? { number: this.#next(family), spellings: [] };
    this.#seen.set(key, entry);
    const { number } = entry;
    return family === 'IPv6' ? `fd00::${number.toString(16)}` : `10.0.${number >> 8}.${number & 255}`;
  }

  #next(kind: string): number {
    const number = (this.#counts.get(kind) ?? 0) + 1;
    this.#counts.set(kind, number);
    return number;
  }
}

/** 1 → aaaaab: letters only, so that every one of them can carry a bit of the spelling. */
function letters(number: number): string {
  let rest = number;
  let result = '';
  for (let place = 0; place < 6; place += 1) {
    result = String.fromCharCode(97 + (rest % 26)) + result;
    rest = Math.floor(rest / 26);
  }
  return result;
}

/** The nth spelling of a pseudonym: the bits of n as capitals, from the front. 0 is all lower case. */
const spelt = (pseudonym: string, index: number): string =>
  Array.from(pseudonym, (letter, place) => ((index >> place) & 1 ? letter.toUpperCase() : letter)).join('');
