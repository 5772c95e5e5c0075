import { resolve } from 'node:path';
import { build as esbuild, type BuildOptions, type Metafile, type Plugin } from 'esbuild';

/**
 * Bundles the command line: a CommonJS entry, which starts quicker than an ES module and answers --version alone, and
 * chunks that are loaded when a command needs them. Returns what is in each file.
 */
export async function bundle(version: string): Promise<readonly Metafile[]> {
  return await Promise.all([
    bundled({
      entryPoints: { 'ses-doctor': 'bin/ses-doctor.ts' },
      format: 'cjs',
      outExtension: { '.js': '.cjs' },
      define: { SES_DOCTOR_VERSION: JSON.stringify(version) },
      plugins: [elsewhere(/\/process-host\.ts$/, './chunks/process-host.js')],
    }),
    bundled({
      entryPoints: { 'chunks/process-host': 'bin/process-host.ts' },
      format: 'esm',
      splitting: true,
      chunkNames: 'chunks/[name]-[hash]',
      // CommonJS packages in the bundle call require() for Node's own modules.
      banner: {
        js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
      },
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
  const { metafile } = await esbuild({
    ...options,
    outdir: 'dist',
    bundle: true,
    platform: 'node',
    target: 'node20.19',
    // ES modules where a package has both: only what is used of them is bundled.
    mainFields: ['module', 'main'],
    // Names stay as they are, so that the stack trace of a fault says something.
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: 'none',
    metafile: true,
    logLevel: 'warning',
  });
  return metafile;
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
