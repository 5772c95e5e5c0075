import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { build as esbuild, transform, type BuildOptions, type Metafile, type Plugin } from 'esbuild';

const target = 'node20.19';

/**
 * Bundles the command line: an entry that answers --version alone, and chunks that are loaded when a command needs them.
 * All of them are CommonJS, which starts quicker: an ES module costs Node 20 its loader and an asynchronous read for
 * each file. Returns what is in each file.
 */
export async function bundle(version: string): Promise<readonly Metafile[]> {
  return await Promise.all([
    bundled({
      entryPoints: { 'ses-doctor': 'bin/ses-doctor.ts' },
      format: 'cjs',
      outExtension: { '.js': '.cjs' },
      define: { SES_DOCTOR_VERSION: JSON.stringify(version) },
      plugins: [elsewhere(/\/process-host\.ts$/, './chunks/process-host.cjs')],
    }),
    bundled({
      entryPoints: {
        'chunks/process-host': 'bin/process-host.ts',
        'chunks/event-worker': 'bin/event-worker.ts',
      },
      // esbuild parts ES modules only; `bundled` makes CommonJS of what comes out.
      format: 'esm',
      splitting: true,
      outExtension: { '.js': '.cjs' },
      chunkNames: 'chunks/[name]-[hash]',
      plugins: [
        // The public suffix list is read when the first domain is looked up.
        standIn(/^tldts$/, 'public-suffixes.ts', ''),
        standIn(/^joi$/, 'joi-base64.ts', '/node_modules/mailauth/'),
        // Node decodes every charset that mail uses: 750 KB of tables in libmime stay outside.
        standIn(/^\.\/charset$/, 'libmime-charset.ts', '/node_modules/libmime/'),
      ],
    }),
    bundled({
      entryPoints: { 'chunks/public-suffixes': 'tldts' },
      format: 'cjs',
      outExtension: { '.js': '.cjs' },
    }),
  ]);
}

async function bundled(options: BuildOptions): Promise<Metafile> {
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
  for (const { path, text } of outputFiles) {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, await commonJs(text));
  }
  return metafile;
}

/** An ES module as CommonJS: `import` and `import()` become `require`. CommonJS stays as it is. */
async function commonJs(module: string): Promise<string> {
  const { code, warnings } = await transform(module, {
    format: 'cjs',
    platform: 'node',
    target,
    supported: { 'dynamic-import': false },
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: 'none',
  });
  // Such as import.meta, which CommonJS lacks.
  if (warnings.length > 0) throw new Error(warnings.map(({ text }) => text).join('\n'));
  return code;
}

/** What an import names stands in a file of its own. */
const elsewhere = (filter: RegExp, path: string): Plugin => ({
  name: 'elsewhere',
  setup(build) {
    build.onResolve({ filter }, () => ({ path, external: true }));
  },
});

/** Imports from files whose path holds `importers` get a module of this folder instead. */
const standIn = (filter: RegExp, file: string, importers: string): Plugin => ({
  name: `stand-in ${file}`,
  setup(build) {
    build.onResolve({ filter }, ({ importer }) =>
      importer.includes(importers) ? { path: resolve(import.meta.dirname, file) } : null,
    );
  },
});
