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
export const registry = `globalThis[Symbol.for("${symbol}")]`;

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
  const fromFolder = (id: string): unknown => {
    if (!id.startsWith('./')) return load(id);
    const file = folder + id.slice(1);
    return installed(file, () => load(file));
  };
  const runPack = (pack: string): void => {
    const file = `${folder}/${pack}.${suffix}.cjs`;
    installed(file, () => {
      run(file, null);
    });
  };
  const packWith = (number: number): string =>
    Object.entries(first).findLast(([, least]) => least <= number)?.[0] ?? '';
  const part = (number: number, pack?: string): object => {
    const module = loaded[number];
    if (module !== undefined) return module.exports;
    if (known[number] === undefined) runPack(pack ?? packWith(number));
    const begin = known[number];
    if (begin === undefined) throw notWhole(`${folder}/${pack ?? packWith(number)}.${suffix}.cjs`);
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
      if (known[number] === undefined) {
        const text = words.of(number);
        const file = `${folder}/words-${number}.${suffix}.cjs`;
        installed(file, () => {
          run(file, text);
        });
      }
      return part(number);
    },
    host: (pack: string) => part(host, pack),
    toESM,
  });
}

/** What the file system and V8 say of a file that is missing, cannot be read, or is cut off. */
const damage = ['ENOENT', 'EACCES', 'EPERM', 'EISDIR', 'ENOTDIR', 'EIO'];

/**
 * Loads a file of the installation. One that is damaged is an error as of a missing module (src/model/start-failure.ts): it is no input of
 * the user, and no fault of the program.
 */
function installed<T>(file: string, load: () => T): T {
  try {
    return load();
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const code = 'code' in error ? String(error.code) : '';
    if (!damage.includes(code) && !(error instanceof SyntaxError)) throw error;
    const message =
      code === 'ENOENT' ? `Cannot find module '${file}'` : `Cannot load '${file}': ${error.message}`;
    throw Object.assign(new Error(message, { cause: error }), { code: 'MODULE_NOT_FOUND' });
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
    const file = `${this.#folder}/words.${SES_DOCTOR_PACKS.suffix}.txt`;
    this.#index ??= installed(file, () => readFileSync(file, 'latin1'));
    const packs = this.#index.slice(0, this.#index.indexOf('\n')).split(' ');
    const line = this.#index.indexOf(`\n${number} `);
    const end = this.#index.indexOf('\n', line + 1);
    if (line === -1 || end === -1) throw notWhole(file);
    const cuts = this.#index.slice(line, end).split(' ').slice(1).map(Number);
    const open = new Map<string, number>();
    try {
      let text = '';
      for (let index = 0; index < cuts.length; index += 3) {
        const [pack = 0, start = 0, length = 0] = cuts.slice(index, index + 3);
        text += pieceOf(`${this.#folder}/${packs[pack] ?? ''}`, open, start, length);
      }
      return packText(text);
    } finally {
      for (const descriptor of open.values()) closeSync(descriptor);
    }
  }
}

/** A piece of a pack; files that are open already stand in `open`. */
function pieceOf(file: string, open: Map<string, number>, start: number, length: number): string {
  const descriptor = open.get(file) ?? installed(file, () => openSync(file, 'r'));
  open.set(file, descriptor);
  const piece = Buffer.allocUnsafe(length);
  // What was not read holds what the memory held before: it must not be run.
  if (installed(file, () => readSync(descriptor, piece, 0, length, start)) < length) throw notWhole(file);
  return piece.toString('latin1');
}

const notWhole = (file: string): Error =>
  Object.assign(new Error(`Cannot load '${file}': it is not whole`), { code: 'MODULE_NOT_FOUND' });

/** Parts as a pack: a script that makes them known. */
export const packText = (parts: string): string => packStart + parts + packEnd;

/** What stands before the first part of a pack. */
export const packStart = `"use strict";{const $part=${registry};$part.add({__proto__:null,\n`;
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
