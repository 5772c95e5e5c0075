import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import type { Metafile } from 'esbuild';

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
  cli: ['bin/process-host.ts', 'src/cli/main.ts'],
  check: [
    'bin/process-host.ts',
    'src/cli/main.ts',
    'src/cli/check.ts',
    'src/cli/intake.ts',
    'src/render/text/text.ts',
  ],
  worker: ['bin/event-worker.ts'],
  account: ['checks/account.ts'],
  client: ['checks/client.ts'],
  delivery: ['checks/delivery.ts'],
  inbox: ['checks/inbox.ts'],
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
function packOf(of: ReadonlySet<Together>): string | null {
  if (of.has('explain') && (of.has('check') || of.has('cli'))) return 'start';
  if (of.has('explain')) return of.has('worker') ? 'replies' : 'explain';
  if (of.has('cli')) return 'cli';
  if (of.has('check')) return 'check';
  if (of.has('worker')) return null;
  if (of.has('aws')) return 'aws';
  if (of.has('probes')) return 'probes';
  const [stage, ...others] = of;
  if (stage === undefined) return null;
  return others.length === 0 ? stage : 'stages';
}

/**
 * Joins the chunks that are always loaded together into one file each: every file costs Node a search, a read and a
 * compilation of its own, and esbuild makes a hundred of them. A pack is a function that gives a chunk by its name, and runs
 * it when it is first asked for.
 */
export function packed(files: readonly BundledFile[], { outputs }: Metafile): readonly BundledFile[] {
  const packs = new Map<string, string[]>();
  for (const [path, of] of membership(outputs)) {
    const pack = packOf(of);
    if (pack !== null) packs.set(pack, [...(packs.get(pack) ?? []), basename(path)]);
  }
  const texts = new Map(files.map(({ path, text }) => [basename(path), text]));
  // Names change with what is in the files, all of them together: each names others.
  const hash = createHash('sha256');
  for (const { text } of files) hash.update(text);
  const suffix = hash.digest('hex').slice(0, 12);
  const placeOf = new Map<string, string>();
  for (const [pack, names] of packs) for (const name of names) placeOf.set(name, pack);
  const requires = /\brequire\("\.\/([\w.-]+\.cjs)"\)/g;
  const rewritten = (text: string, inside: string | null): string =>
    text.replace(requires, (whole, name: string) => {
      const pack = placeOf.get(name);
      if (pack === undefined) return whole;
      return `${pack === inside ? 'part' : `require("./${pack}.${suffix}.cjs")`}("${name}")`;
    });
  return [
    ...files
      .filter(({ path }) => !placeOf.has(basename(path)))
      .map(({ path, text }) => ({ path, text: rewritten(text, null) })),
    ...[...packs].map(([pack, names]) => ({
      path: `dist/chunks/${pack}.${suffix}.cjs`,
      text: packText(names.map((name) => [name, rewritten(texts.get(name) ?? '', pack)])),
    })),
    // What the entry loads, under a name that it can know.
    {
      path: 'dist/chunks/process-host.cjs',
      text: rewritten('"use strict";module.exports=require("./process-host.cjs");', null),
    },
  ];
}

/** The text of a pack. The brackets around a part tell V8 that it is run: it is compiled at once, not looked through first. */
const packText = (parts: readonly (readonly [name: string, text: string])[]): string => `"use strict";
const parts={__proto__:null,
${parts.map(([name, text]) => `"${name}":(function(exports,module){${text}\n})`).join(',\n')}
};
const loaded={__proto__:null};
function part(name){
let module=loaded[name];
if(module!==undefined)return module.exports;
module=loaded[name]={exports:{}};
try{parts[name](module.exports,module)}catch(error){delete loaded[name];throw error}
return module.exports}
module.exports=part;
`;

/** To which of `together` each chunk belongs. */
function membership(outputs: Metafile['outputs']): ReadonlyMap<string, ReadonlySet<Together>> {
  const entries = new Map(Object.entries(outputs).map(([path, { entryPoint }]) => [entryPoint, path]));
  const found = new Map<string, Set<Together>>();
  for (const [name, modules] of Object.entries(together) as [Together, readonly string[]][]) {
    const waiting = modules.map((module) => {
      const path = entries.get(module);
      if (path === undefined) throw new Error(`build/packs.ts: ${module} begins no chunk any more`);
      return path;
    });
    for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
      const of = found.get(path) ?? new Set();
      if (of.has(name)) continue;
      found.set(path, of.add(name));
      for (const { path: imported, kind, external } of outputs[path]?.imports ?? [])
        if (kind === 'import-statement' && external !== true) waiting.push(imported);
    }
  }
  return found;
}
