import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import type { Metafile } from 'esbuild';
import { packStart, packText, registry, type PackTable } from '../bin/parts.ts';
import { seldomRun } from './plain-lines.ts';

/** A file of the bundle: its path below `dist/` and its text, CommonJS. */
export interface BundledFile {
  path: string;
  text: string;
}

/** What is loaded together, by the modules that begin it. */
const together = {
  explain: [
    'bin/process-host.ts',
    'src/cli/explain.ts',
    'src/symptom/reader.ts',
    'checks/by-code.ts',
    'src/render/text/text.ts',
  ],
  cli: [
    'bin/process-host.ts',
    'src/cli/main.ts',
    'src/cli/bare-words.ts',
    'src/cli/config-file.ts',
    'src/cli/idle-flags.ts',
  ],
  check: [
    'bin/process-host.ts',
    'src/cli/main.ts',
    'src/cli/check.ts',
    'src/cli/symptom-and-message.ts',
    'src/render/text/text.ts',
  ],
  worker: ['bin/event-worker.ts'],
  checklist: ['checks/index.ts'],
  probes: ['bin/live-probes.ts'],
  aws: [
    'src/probes/aws/sesv2.ts',
    'src/probes/aws/ses.ts',
    'src/probes/aws/http.ts',
    'src/model/aws-replies.ts',
  ],
} as const satisfies Record<string, readonly string[]>;

type Together = keyof typeof together;

/**
 * The pack of a chunk that belongs to all these; null for one that stays a file of its own. What two of them share has a
 * pack of its own, so that nobody loads much that it does not need.
 */
function packOf(of: ReadonlySet<Together>, isSeldom: boolean): string | null {
  if (of.has('explain') && (of.has('check') || of.has('cli'))) return 'start';
  if (of.has('explain') && of.has('worker')) return isSeldom ? 'receivers' : 'replies';
  if (of.has('explain') && !of.has('checklist')) return isSeldom ? 'further' : 'explain';
  if (of.has('cli')) return 'cli';
  if (of.has('check')) return 'check';
  if (of.has('worker')) return null;
  if (of.has('probes')) return 'probes';
  if (of.has('aws')) return 'aws';
  return of.has('checklist') ? 'checklist' : null;
}

/** What the first questions of a check need, and what reads replies does, too. */
const ofQuestions: readonly string[] = ['src/knowledge/ses-ranges.ts'];

/** The packs that hold a chunk once more: a check asks questions without loading what reads replies, for a range of addresses in it. */
function copiesOf(
  of: ReadonlySet<Together>,
  modules: readonly string[],
  isSeldom: boolean,
): readonly string[] {
  const isOfBoth = of.has('explain') && of.has('probes');
  return [
    ...(of.has('explain') && !(isSeldom && of.has('worker')) ? [isSeldom ? 'further' : 'explain'] : []),
    ...(isOfBoth ? ['probes'] : []),
    ...(isOfBoth || ofQuestions.some((module) => modules.includes(module)) ? ['checklist'] : []),
  ];
}

/**
 * Joins the chunks that are always loaded together into one file each: every file costs Node a search, a read and a
 * compilation of its own, and esbuild makes hundreds of them. A pack is a script that makes chunks known by numbers; each
 * runs when it is first asked for. The pack of `explain` holds what it shares with others once more, to be one file, but nothing that
 * plain lines do not run: another text needs `further`, and `receivers`, which the threads that count events load as well. The words of
 * one check are no file: they are cut out of the packs that hold them (bin/parts.ts). Returns what the entry has to know, too.
 */
export function packed(
  files: readonly BundledFile[],
  metafile: Metafile,
): { files: readonly BundledFile[]; table: PackTable } {
  const { outputs } = metafile;
  const seldom = seldomRun(files, metafile, entryOf(outputs, 'src/symptom/reader.ts'));
  const members = membership(outputs);
  const placeOf = new Map<string, string>();
  const packs = new Map<string, string[]>();
  for (const [path, of] of members) {
    const name = basename(path);
    const pack = packOf(of, seldom.has(name));
    if (pack === null) continue;
    placeOf.set(name, pack);
    const modules = Object.keys(outputs[path]?.inputs ?? {});
    for (const one of new Set([pack, ...copiesOf(of, modules, seldom.has(name))]))
      packs.set(one, [...(packs.get(one) ?? []), name]);
  }
  // What begins a check alone stands beside the check.
  const alone = wordsOf(outputs);
  for (const name of alone.keys()) {
    if (placeOf.has(name)) continue;
    placeOf.set(name, 'checklist');
    packs.get('checklist')?.push(name);
  }
  // Parts are known by numbers, those of a pack side by side: the number tells the pack.
  const inOrder = [...packs.keys()].flatMap((pack) =>
    [...placeOf].filter(([, own]) => own === pack).map(([name]) => name),
  );
  const numberOf = new Map(inOrder.map((name, index) => [name, index]));
  const texts = new Map(files.map(({ path, text }) => [basename(path), text]));
  const requires = /\brequire\("\.\/([\w.-]+\.cjs)"\)/g;
  const rewritten = (text: string, isByCode: boolean): string =>
    text.replace(requires, (whole, name: string) => {
      const number = numberOf.get(name);
      if (number === undefined) return whole;
      return `$part${isByCode && alone.has(name) ? '.alone' : ''}(${number})`;
    });
  const byCode = entryOf(outputs, 'checks/by-code.ts');
  const isExplained = new Set(packs.get('explain'));
  const cut: Record<string, Cut> = {};
  const ownTexts = [...packs].map(([pack, names], at) => {
    let text = '';
    for (const name of names) {
      const own = partText(numberOf.get(name) ?? 0, rewritten(texts.get(name) ?? '', name === byCode));
      if (placeOf.get(name) === pack && !isExplained.has(name))
        cut[name] = [at, packStart.length + text.length, own.length];
      text += own;
    }
    return { pack, text: packText(text) };
  });
  // Names change with what is in the packs, all of them together: each takes from others by their numbers.
  const hash = createHash('sha256');
  for (const { text } of ownTexts) hash.update(text);
  const suffix = hash.digest('hex').slice(0, 12);
  const packFiles = ownTexts.map(({ pack, text }) => ({ path: `dist/chunks/${pack}.${suffix}.cjs`, text }));
  // A module that is an entry point only to be a chunk of its own has a file that nobody asks for.
  const isAskedFor = new Set(
    Object.values(outputs).flatMap(({ imports }) => imports.map(({ path }) => basename(path))),
  );
  const others = files
    .filter(({ path }) => !placeOf.has(basename(path)))
    .filter(
      ({ path }) => isAskedFor.has(basename(path)) || outputs[path]?.entryPoint?.startsWith('bin/') === true,
    )
    .map(({ path, text }) => ({ path, text: rewritten(text, false) }))
    .map(({ path, text }) => ({ path, text: text.includes('$part(') ? importOfPart + text : text }));
  // The packs, and a line a check: only that of the check is read.
  const words = [...alone].map(([name, parts]) => {
    const cuts = parts.flatMap((part) => (cut[part] === undefined ? [] : [cut[part]]));
    return `${numberOf.get(name) ?? ''} ${joined(cuts).flat().join(' ')}`;
  });
  const index = [packFiles.map(({ path }) => basename(path)).join(' '), ...words, ''].join('\n');
  return {
    files: [...others, ...packFiles, { path: `dist/chunks/words.${suffix}.txt`, text: index }],
    table: {
      suffix,
      // A pack that holds copies alone is asked for by name.
      first: Object.fromEntries(
        [...packs.keys()]
          .map((pack) => [pack, inOrder.findIndex((name) => placeOf.get(name) === pack)] as const)
          .filter(([, index]) => index >= 0),
      ),
      host: numberOf.get(entryOf(outputs, 'bin/process-host.ts')) ?? 0,
    },
  };
}

/** Pieces of a pack that stand side by side are read as one. */
const joined = (cuts: readonly Cut[]): readonly Cut[] =>
  cuts
    .toSorted(([pack, start], [otherPack, otherStart]) => pack - otherPack || start - otherStart)
    .reduce<readonly Cut[]>((before, [pack, start, length]) => {
      const [lastPack, lastStart = 0, lastLength = 0] = before.at(-1) ?? [];
      return lastPack === pack && lastStart + lastLength === start
        ? [...before.slice(0, -1), [pack, lastStart, lastLength + length]]
        : [...before, [pack, start, length]];
    }, []);

/** Where a chunk stands: the number of the pack, from which character on, how many. */
type Cut = readonly [pack: number, start: number, length: number];

/** What esbuild writes before a chunk that was an ES module: its helpers, and a getter for each export. */
const exported =
  /^(?:"use strict";)?var __(?:create|defProp)=[^]*?var stdin_exports=\{\};(?:__export\(stdin_exports,(\{[^]*?\})\);)?module\.exports=__toCommonJS\(stdin_exports\);/;

/**
 * A chunk whose exports are an object made at its end. Getters, and helpers in each chunk, are a third of what there is to
 * compile. Chunks that hold packages keep theirs: what those export can change later.
 */
function withPlainExports(text: string): string {
  const [whole, names = '{}'] = exported.exec(text) ?? [];
  if (whole === undefined || /__esm\b|\binit_|__commonJS|\brequire_/.test(text)) return text;
  // esbuild names the exports once more, for Node's loader of ES modules.
  const rest = text.slice(whole.length).replace(/0&&\(module\.exports=\{[\w,]*\}\);\s*$/, '');
  const helper = rest.includes('__toESM') ? 'const __toESM=$part.toESM;' : '';
  return `${helper}${rest}\nmodule.exports=${names
    .replaceAll(':()=>', ':')
    .replaceAll(/\b(\w+):\1\b/g, '$1')
    .replace('{', '{__esModule:!0,')}`;
}

/** esbuild names what a chunk imports by the chunk's whole name, at each use: a sixth of what there is to read. */
function withShortImports(text: string): string {
  const known = new Map<string, number>();
  return text.replace(/\bimport_chunk_(\w{8})\b/g, (_whole, chunk: string) => {
    const number = known.get(chunk) ?? known.size;
    known.set(chunk, number);
    return `$i${number}`;
  });
}

/** The chunks of each check, by the name of the one that begins it. */
function wordsOf(outputs: Metafile['outputs']): ReadonlyMap<string, readonly string[]> {
  const checks = Object.entries(outputs).filter(([, { entryPoint = '' }]) => /^checks\/\d/.test(entryPoint));
  return new Map(
    checks.map(([path]) => [basename(path), [...reachedFrom([path], outputs)].map((one) => basename(one))]),
  );
}

/** In a thread of its own nobody has made it yet. */
const importOfPart = `const $part=${registry}??require("./parts-of-thread.cjs").part;`;

/** A part is compiled when it is run, so that the compile cache holds no other. */
function partText(number: number, text: string): string {
  const own = withShortImports(withPlainExports(text));
  const parameters = `exports,module,require${own.includes('__filename') ? ',__filename' : ''}`;
  return `${number}:function(${parameters}){${own}\n},\n`;
}

/** The file that a module begins. */
function entryOf(outputs: Metafile['outputs'], module: string): string {
  const path = Object.keys(outputs).find((one) => outputs[one]?.entryPoint === module);
  if (path === undefined) throw new Error(`build/packs.ts: ${module} begins no chunk any more`);
  return basename(path);
}

/** The chunks that are loaded with some of them. */
function reachedFrom(paths: readonly string[], outputs: Metafile['outputs']): ReadonlySet<string> {
  const waiting = [...paths];
  const reached = new Set<string>();
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (reached.has(path)) continue;
    reached.add(path);
    for (const { path: imported, kind, external } of outputs[path]?.imports ?? [])
      if (kind === 'import-statement' && external !== true) waiting.push(imported);
  }
  return reached;
}

/** To which of `together` each chunk belongs. */
function membership(outputs: Metafile['outputs']): ReadonlyMap<string, ReadonlySet<Together>> {
  const found = new Map<string, Set<Together>>();
  for (const [name, modules] of Object.entries(together) as [Together, readonly string[]][]) {
    const paths = modules.map((module) => `dist/chunks/${entryOf(outputs, module)}`);
    for (const path of reachedFrom(paths, outputs)) found.set(path, (found.get(path) ?? new Set()).add(name));
  }
  return found;
}
