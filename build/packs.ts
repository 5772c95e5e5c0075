import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import type { Metafile } from 'esbuild';
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
  if (of.has('explain') && of.has('worker')) return 'replies';
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
    ...(of.has('explain') ? [isSeldom ? 'further' : 'explain'] : []),
    ...(isOfBoth ? ['probes'] : []),
    ...(isOfBoth || ofQuestions.some((module) => modules.includes(module)) ? ['checklist'] : []),
  ];
}

/**
 * Joins the chunks that are always loaded together into one file each: every file costs Node a search, a read and a
 * compilation of its own, and esbuild makes hundreds of them. A pack is a function that makes chunks known by their names; each
 * runs when it is first asked for. The pack of `explain` holds what it shares with others once more, to be one file, but nothing that
 * plain lines do not run. The words of one check are no file: they are cut out of the packs that hold them.
 */
export function packed(files: readonly BundledFile[], metafile: Metafile): readonly BundledFile[] {
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
  const texts = new Map(files.map(({ path, text }) => [basename(path), text]));
  // Names change with what is in the files, all of them together: each names others.
  const hash = createHash('sha256');
  for (const { text } of files) hash.update(text);
  const suffix = hash.digest('hex').slice(0, 12);
  const requires = /\brequire\("\.\/([\w.-]+\.cjs)"\)/g;
  const rewritten = (text: string, inside: string | null, isByCode: boolean): string =>
    text.replace(requires, (whole, name: string) => {
      const pack = placeOf.get(name);
      if (pack === undefined) return whole;
      if (isByCode && alone.has(name)) return `$part.alone("${name}","./words.${suffix}.txt")`;
      const isNear = inside !== null && packs.get(inside)?.includes(name) === true;
      return isNear ? `$part("${name}")` : `$part("${name}",()=>require("./${pack}.${suffix}.cjs"))`;
    });
  const byCode = entryOf(outputs, 'checks/by-code.ts');
  const isExplained = new Set(packs.get('explain'));
  const cut: Record<string, Cut> = {};
  const packFiles = [...packs].map(([pack, names]) => {
    const path = `dist/chunks/${pack}.${suffix}.cjs`;
    let text = packStart;
    for (const name of names) {
      const own = partText(name, rewritten(texts.get(name) ?? '', pack, name === byCode));
      if (placeOf.get(name) === pack && !isExplained.has(name))
        cut[name] = [basename(path), text.length, own.length];
      text += own;
    }
    return { path, text: text + packEnd };
  });
  // A module that is an entry point only to be a chunk of its own has a file that nobody asks for.
  const isAskedFor = new Set(
    Object.values(outputs).flatMap(({ imports }) => imports.map(({ path }) => basename(path))),
  );
  const others = files
    .filter(({ path }) => !placeOf.has(basename(path)))
    .filter(
      ({ path }) => isAskedFor.has(basename(path)) || outputs[path]?.entryPoint?.startsWith('bin/') === true,
    )
    .map(({ path, text }) => ({ path, text: rewritten(text, null, false) }))
    .map(({ path, text }) => ({ path, text: text.includes('$part(') ? importOfPart + text : text }));
  // A line a check: only that of the check is read.
  const words = [...alone].map(([name, parts]) => {
    const cuts = parts.flatMap((part) => (cut[part] === undefined ? [] : [cut[part]]));
    return `\n${name} ${JSON.stringify(cuts)}`;
  });
  return [
    ...others,
    ...packFiles,
    { path: `dist/chunks/words.${suffix}.txt`, text: `${words.join('')}\n` },
    // What the entry loads, under a name that it can know.
    { path: 'dist/chunks/process-host.cjs', text: registryText(suffix) },
  ];
}

/** Where a chunk stands: the pack, from which character on, how many. */
type Cut = readonly [file: string, at: number, length: number];

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
  return `${helper}${rest}\nmodule.exports=${names.replaceAll(':()=>', ':').replace('{', '{__esModule:!0,')}`;
}

/** esbuild names what a chunk imports by the chunk's whole name, at each use: a sixth of what there is to read. */
function withShortImports(text: string): string {
  const known = new Map<string, number>();
  return text.replace(/\bimport_chunk_(\w{8})(_?)\b/g, (_whole, chunk: string, memo: string) => {
    const number = known.get(chunk) ?? known.size;
    known.set(chunk, number);
    return `$i${number}${memo}`;
  });
}

/** The chunks of each check, by the name of the one that begins it. */
function wordsOf(outputs: Metafile['outputs']): ReadonlyMap<string, readonly string[]> {
  const checks = Object.entries(outputs).filter(([, { entryPoint = '' }]) => /^checks\/\d/.test(entryPoint));
  return new Map(
    checks.map(([path]) => [basename(path), [...reachedFrom([path], outputs)].map((one) => basename(one))]),
  );
}

const importOfPart = 'const $part=require("./process-host.cjs").part;';

/**
 * A part is compiled when it is run, so that the compile cache holds no other. A pack is a script that needs nothing around it
 * (bin/compile-cache.ts): what Node gives to a file comes from the registry.
 */
const registry = 'globalThis[Symbol.for("ses-doctor.part")]';
const packStart = `"use strict";{const $part=${registry};$part.add({__proto__:null,\n`;
const partText = (name: string, text: string): string =>
  `"${name}":function(exports,module,require,__filename){${withShortImports(withPlainExports(text))}\n},\n`;
const packEnd = '})}\n';

/**
 * The text of what knows all parts and which of them ran. `alone` loads the parts of one check out of the packs, with a compiled
 * form of their own (bin/compile-cache.ts). A text to explain needs the pack of `explain`, which holds what a start needs, too.
 */
const registryText = (suffix: string): string => `"use strict";
const known={__proto__:null},loaded={__proto__:null};
let words;
function $part(name,pack){
let module=loaded[name];
if(module!==undefined)return module.exports;
if(known[name]===undefined)pack();
module=loaded[name]={exports:{}};
try{known[name](module.exports,module,require,__filename)}catch(error){delete loaded[name];throw error}
return module.exports}
const{create,defineProperty,getOwnPropertyDescriptor,getOwnPropertyNames,getPrototypeOf}=Object;
$part.toESM=(from,isNode)=>{
if(from?.__esModule&&!isNode)return from;
const to=from==null?{}:create(getPrototypeOf(from));
if(isNode||!from?.__esModule)defineProperty(to,"default",{value:from,enumerable:true});
if(from!==null&&(typeof from==="object"||typeof from==="function"))
for(const name of getOwnPropertyNames(from))if(!(name in to)||!Object.hasOwn(to,name))
defineProperty(to,name,{get:()=>from[name],enumerable:getOwnPropertyDescriptor(from,name).enumerable});
return to};
$part.add=parts=>{for(const name in parts)known[name]??=parts[name]};
${registry}=$part;
$part.alone=(name,index)=>{
if(known[name]===undefined){
const fs=require("node:fs"),{join}=require("node:path");
const open=new Map;
try{
words??=fs.readFileSync(join(__dirname,index),"latin1");
const line=words.indexOf("\\n"+name+" ")+name.length+2;
let text=${JSON.stringify(packStart)};
for(const[file,at,length]of JSON.parse(words.slice(line,words.indexOf("\\n",line)))){
if(!open.has(file))open.set(file,fs.openSync(join(__dirname,file)));
const piece=Buffer.allocUnsafe(length);
fs.readSync(open.get(file),piece,0,length,at);
text+=piece.latin1Slice()}
const own=new module.constructor(join(__dirname,"words-"+name.replace(".cjs",".${suffix}.cjs")),module);
own.filename=own.id;
const load=module.constructor._extensions[".cjs"];
own.text=text+${JSON.stringify(packEnd)};
if(load===undefined)own._compile(own.text,own.id);else load(own,own.id)
}catch(error){
if(error.code==="ENOENT")Object.assign(error,{code:"MODULE_NOT_FOUND",message:"Cannot find module '"+error.path+"'"});
throw error
}finally{for(const descriptor of open.values())fs.closeSync(descriptor)}}
return $part(name)};
exports.part=$part;
Object.defineProperty(exports,"run",{enumerable:true,get:()=>$part("process-host.cjs",()=>require(process.argv[2]==="explain"?"./explain.${suffix}.cjs":"./start.${suffix}.cjs")).run});
`;

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
