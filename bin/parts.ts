import { closeSync, openSync, readFileSync, readSync } from 'node:fs';
import type { RunScript } from './compile-cache.ts';

/** What the build tells of the packs (build/packs.ts). */
export interface PackTable {
  /** What stands in the name of each, and changes with what is in them. */
  suffix: string;
  /** The number of the first part of each; the others follow it. */
  first: Readonly<Record<string, number>>;
  /** The number of the part that runs a command line. */
  host: number;
}

/** Set by the build. */
declare const SES_DOCTOR_PACKS: PackTable;

/** A chunk of the bundle in a pack: CommonJS, as a function. */
type Run = (
  exports: object,
  module: { exports: object },
  require: (id: string) => unknown,
  filename: string,
) => void;

/** What the packs of the bundle call `$part`: it runs a part when it is first asked for, and loads the pack that holds it. */
export interface Parts {
  (number: number, pack?: string): object;
  /** Makes the parts of a pack known. One that is known already stays what it is. */
  add: (parts: Readonly<Record<number, Run>>) => void;
  /** A part whose words stand in several packs: they alone are read, not the packs (build/packs.ts). */
  alone: (number: number) => object;
  /** What runs a command line, out of the pack that the command needs. */
  host: (pack: string) => object;
  /** As esbuild's own helper: what a module of another kind exports, as an ES module. */
  toESM: (from: Exports, isNode?: unknown) => object;
}

type Exports = Record<string, unknown> | null | undefined;

const symbol = 'ses-doctor.part';
const ofThread = globalThis as unknown as Record<symbol, Parts | undefined>;

/** Where packs and chunks find it: nothing is handed to a script. */
export const place = `globalThis[Symbol.for("${symbol}")]`;

/**
 * The parts of the packs in a folder, the same for all who ask in this thread. `run` runs a pack, `load` loads files of that
 * folder and modules of Node. A file that is missing is an error as Node's own loader throws it; others are those of the part.
 */
export const partsOf = (folder: string, run: RunScript, load: (id: string) => unknown): Parts =>
  (ofThread[Symbol.for(symbol)] ??= partsIn(folder, run, load));

function partsIn(folder: string, run: RunScript, load: (id: string) => unknown): Parts {
  const { suffix, first, host } = SES_DOCTOR_PACKS;
  const known: Partial<Record<number, Run>> = {};
  const loaded: Partial<Record<number, { exports: object }>> = {};
  const fromFolder = (id: string): unknown => load(id.startsWith('./') ? folder + id.slice(1) : id);
  const packWith = (number: number): string =>
    Object.entries(first).findLast(([, least]) => least <= number)?.[0] ?? '';
  const part = (number: number, pack?: string): object => {
    const module = loaded[number];
    if (module !== undefined) return module.exports;
    if (known[number] === undefined)
      named(() => {
        run(`${folder}/${pack ?? packWith(number)}.${suffix}.cjs`, null);
      });
    const begin = known[number];
    if (begin === undefined) throw new Error(`part ${number} is in no pack`);
    const own = (loaded[number] = { exports: {} });
    try {
      begin(own.exports, own, fromFolder, `${folder}/${number}`);
    } catch (error) {
      // eslint-disable-next-line @typescript-eslint/no-dynamic-delete -- the next who asks gets the same error
      delete loaded[number];
      throw error;
    }
    return own.exports;
  };
  const words = new Words(folder);
  return Object.assign(part, {
    add: (parts: Readonly<Record<number, Run>>) => {
      for (const number in parts) known[number] ??= parts[number];
    },
    alone: (number: number) => {
      if (known[number] === undefined)
        named(() => {
          run(`${folder}/words-${number}.${suffix}.cjs`, words.of(number));
        });
      return part(number);
    },
    host: (pack: string) => part(host, pack),
    toESM,
  });
}

/** A file of the installation that is missing is called so, as by `require` (src/cli/start-failure.ts): it is no input of the user. */
function named(load: () => void): void {
  try {
    load();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT' && 'path' in error)
      Object.assign(error, {
        code: 'MODULE_NOT_FOUND',
        message: `Cannot find module '${String(error.path)}'`,
      });
    throw error;
  }
}

/** What checks say, cut out of the packs. */
class Words {
  readonly #folder: string;
  #index: string | null = null;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** The text of a pack of those parts alone that one check needs. */
  of(number: number): string {
    this.#index ??= readFileSync(`${this.#folder}/words.${SES_DOCTOR_PACKS.suffix}.txt`, 'latin1');
    const packs = this.#index.slice(0, this.#index.indexOf('\n')).split(' ');
    const at = this.#index.indexOf(' ', this.#index.indexOf(`\n${number} `)) + 1;
    const cuts = this.#index.slice(at, this.#index.indexOf('\n', at)).split(' ').map(Number);
    const open = new Map<number, number>();
    try {
      let text = '';
      for (let index = 0; index < cuts.length; index += 3) {
        const [pack = 0, start = 0, length = 0] = cuts.slice(index, index + 3);
        const file = open.get(pack) ?? openSync(`${this.#folder}/${packs[pack] ?? ''}`, 'r');
        open.set(pack, file);
        const piece = Buffer.allocUnsafe(length);
        readSync(file, piece, 0, length, start);
        text += piece.toString('latin1');
      }
      return packText(text);
    } finally {
      for (const file of open.values()) closeSync(file);
    }
  }
}

/** Parts as a pack: a script that makes them known. */
export const packText = (parts: string): string => packStart + parts + packEnd;

/** What stands before the first part of a pack. */
export const packStart = `"use strict";{const $part=${place};$part.add({__proto__:null,\n`;
const packEnd = '})}\n';

/** Members stay getters, as in the module: what it exports can change later. */
function toESM(from: Exports, isNode?: unknown): object {
  if (from?.['__esModule'] === true && isNode === undefined) return from;
  const to =
    from === null || from === undefined
      ? {}
      : (Object.create(Object.getPrototypeOf(from) as object) as object);
  if (isNode !== undefined || from?.['__esModule'] !== true)
    Object.defineProperty(to, 'default', { value: from, enumerable: true });
  if (from === null || from === undefined || !['object', 'function'].includes(typeof from)) return to;
  for (const name of Object.getOwnPropertyNames(from))
    if (!(name in to) || !Object.hasOwn(to, name))
      Object.defineProperty(to, name, {
        get: () => from[name],
        enumerable: Object.getOwnPropertyDescriptor(from, name)?.enumerable ?? false,
      });
  return to;
}
