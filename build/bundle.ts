import { readdirSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { build as esbuild, transform, type BuildOptions, type Metafile, type Plugin } from 'esbuild';
import { latePatterns } from './late-patterns.ts';
import { type BundledFile, packed } from './packs.ts';
import { wordsByCode } from './words-by-code.ts';

const target = 'node20.19';

/**
 * Bundles the command line: an entry that answers --version alone, and chunks that are loaded when a command needs them.
 * All of them are CommonJS, which starts quicker: an ES module costs Node 20 its loader and an asynchronous read for
 * each file. Writes them to `folder` in place of dist/, and returns what is in each.
 */
export async function bundle(version: string, folder: string): Promise<readonly Metafile[]> {
  const chunks = await bundled({
    entryPoints: {
      'chunks/process-host': 'bin/process-host.ts',
      'chunks/event-worker': 'bin/event-worker.ts',
      'chunks/dns-worker': 'bin/dns-worker.ts',
      // A chunk each, so that a line runs the readers that it needs and no others.
      ...modulesOf('src/symptom'),
    },
    // esbuild parts ES modules only; `bundled` makes CommonJS of what comes out.
    format: 'esm',
    splitting: true,
    outExtension: { '.js': '.cjs' },
    chunkNames: 'chunks/[name]-[hash]',
    plugins: [
      wordsAlone,
      // The public suffix list is read when the first domain is looked up.
      standIn(/^tldts$/, 'public-suffixes.ts', ''),
      // Its tables are made when the first archive is read.
      standIn(/^fflate\/browser$/, 'late-fflate.ts', ''),
      standIn(/^joi$/, 'joi-base64.ts', '/node_modules/mailauth/'),
      // Node decodes every charset that mail uses: 750 KB of tables in libmime stay outside.
      standIn(/^\.\/charset$/, 'libmime-charset.ts', '/node_modules/libmime/'),
    ],
  });
  const { files, table } = packed(chunks.files, chunks.metafile);
  const others = await Promise.all([
    bundled({
      entryPoints: { 'ses-doctor': 'bin/ses-doctor.ts', 'chunks/parts-of-thread': 'bin/parts-of-thread.ts' },
      format: 'cjs',
      outExtension: { '.js': '.cjs' },
      define: { SES_DOCTOR_VERSION: JSON.stringify(version), SES_DOCTOR_PACKS: JSON.stringify(table) },
    }),
    bundled({
      entryPoints: { 'chunks/public-suffixes': 'tldts', 'chunks/fflate': 'fflate/browser' },
      format: 'cjs',
      outExtension: { '.js': '.cjs' },
    }),
  ]);
  for (const { path, text } of [files, ...others.map((other) => other.files)].flat()) {
    const place = join(folder, relative('dist', path));
    await mkdir(dirname(place), { recursive: true });
    await writeFile(place, text);
  }
  return [chunks, ...others].map(({ metafile }) => metafile);
}

/** The modules of a folder as entry points. */
function modulesOf(folder: string): Readonly<Record<string, string>> {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) =>
    path.endsWith('.ts'),
  );
  return Object.fromEntries(
    paths.map((path) => [
      `chunks/${basename(folder)}-${path.replaceAll('/', '-').slice(0, -3)}`,
      join(folder, path),
    ]),
  );
}

async function bundled(
  options: BuildOptions,
): Promise<{ files: readonly BundledFile[]; metafile: Metafile }> {
  const { metafile, outputFiles } = await esbuild({
    ...options,
    outdir: 'dist',
    bundle: true,
    platform: 'node',
    target,
    // An optional peer with a binary for each platform: whoever uses `history` installs it.
    external: ['@duckdb/node-api'],
    // ES modules where a package has both: only what is used of them is bundled.
    mainFields: ['module', 'main'],
    // Names stay as they are, so that the stack trace of a fault says something.
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: 'none',
    metafile: true,
    write: false,
    logLevel: 'warning',
  });
  const files = await Promise.all(
    outputFiles.map(async ({ path, text }): Promise<BundledFile> => ({
      path: relative('.', path),
      text: await commonJs(text, isForeign(metafile, path)),
    })),
  );
  return { files, metafile };
}

/** Whether a file holds packages of others alone, nearly: their patterns are not ours to put off. */
function isForeign({ outputs }: Metafile, path: string): boolean {
  const inputs = Object.entries(outputs[relative('.', path)]?.inputs ?? {});
  const bytes = (of: readonly (typeof inputs)[number][]): number =>
    of.reduce((sum, [, { bytesInOutput }]) => sum + bytesInOutput, 0);
  return bytes(inputs.filter(([name]) => name.includes('node_modules/'))) > 0.9 * bytes(inputs);
}

/**
 * An ES module as CommonJS: `import` and `import()` become `require`. CommonJS stays as it is. Names that no other file sees are short: a
 * tenth of the package, and of what a start has to load.
 */
async function commonJs(module: string, foreign: boolean): Promise<string> {
  const { code, warnings } = await transform(module, {
    format: 'cjs',
    platform: 'node',
    target,
    supported: { 'dynamic-import': false },
    minifySyntax: true,
    minifyWhitespace: true,
    minifyIdentifiers: foreign,
    legalComments: 'none',
  });
  // Such as import.meta, which CommonJS lacks.
  if (warnings.length > 0) throw new Error(warnings.map(({ text }) => text).join('\n'));
  const own = lateImports(defaultsAlone(ascii(code)));
  return foreign ? own : await withShortNames(latePatterns(own));
}

/** The same with short names, last of all: what comes before goes by how esbuild writes names down. */
const withShortNames = async (code: string): Promise<string> =>
  ascii(
    (await transform(code, { platform: 'node', target, minifyIdentifiers: true, minifyWhitespace: true }))
      .code,
  );

/**
 * Nothing but ASCII, which V8 reads in half the time of text with other characters. esbuild leaves some in regular
 * expressions, where such an escape means the same.
 */
const ascii = (code: string): string =>
  code.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** A module of Node of which only the default export is used: it is not copied member by member. */
const defaultsAlone = (code: string): string =>
  code.replace(
    /\b(import_node_\w+)=__toESM\d*\(require\("(node:[\w/]+)"\)(?:,1)?\)/g,
    (whole, name: string, id: string) =>
      new RegExp(`\\b${name}\\.(?!default\\b)`).test(code) ? whole : `${name}={default:require("${id}")}`,
  );

/**
 * Other chunks, and modules of Node that take milliseconds to load: they are run when something of them is used. Nothing in
 * this project does anything when it is loaded, so the order does not matter, and what is imported for its effects alone, which
 * esbuild does with all that a chunk leads to, is left out: a twelfth of what there is to install.
 */
const late =
  /\b(import_\w+)=require\("(\.\/[\w.-]+\.cjs|node:(?:crypto|dns|http|https|module|net|os|stream|tls|tty|url|util|zlib)(?:\/promises)?)"\)/g;

function lateImports(code: string): string {
  const ids = new Map([...code.matchAll(late)].map(([, name = '', id = '']) => [name, id]));
  if (ids.size === 0) return code;
  const names = [...ids.keys()];
  const uses = new RegExp(`\\b(?:${names.join('|')})\\b`, 'g');
  const marked = code.replace(late, (_, name: string) => `late:${names.indexOf(name)}`);
  const isUsed = new Set(marked.match(uses));
  return (
    marked
      .replaceAll(/late:(\d+)/g, (whole, index) =>
        isUsed.has(names[Number(index)] ?? '') ? whole : 'late:unused',
      )
      .replaceAll('late:unused,', '')
      .replaceAll(/,late:unused|\bvar late:unused;/g, '')
      // Where it is used, and no function of its own: those were a sixth of what a start has to load.
      .replace(uses, (name) => `(${name}??=require("${ids.get(name) ?? ''}"))`)
      .replaceAll(/late:(\d+)/g, (_, index) => names[Number(index)] ?? '')
  );
}

/** Each check alone, by the codes whose words it holds. */
const wordsAlone: Plugin = {
  name: 'words alone',
  setup(build) {
    build.onLoad({ filter: /\/checks\/by-code\.ts$/ }, ({ path }) => ({
      contents: wordsByCode(),
      loader: 'ts',
      resolveDir: dirname(path),
    }));
  },
};

/** Imports from files whose path holds `importers` get a module of this folder instead. */
const standIn = (filter: RegExp, file: string, importers: string): Plugin => ({
  name: `stand-in ${file}`,
  setup(build) {
    build.onResolve({ filter }, ({ importer }) =>
      importer.includes(importers) ? { path: resolve(import.meta.dirname, file) } : null,
    );
  },
});
