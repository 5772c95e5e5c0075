import { resolve } from 'node:path';
import { build as esbuild, type Metafile, type Plugin } from 'esbuild';

/** Bundles the command line: a small entry, and chunks that are loaded when a command needs them. */
export async function bundle(version: string): Promise<Metafile> {
  const { metafile } = await esbuild({
    entryPoints: { 'ses-doctor': 'bin/ses-doctor.ts' },
    outdir: 'dist',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    // ES modules where a package has both: only what is used of them is bundled.
    mainFields: ['module', 'main'],
    // Names stay as they are, so that the stack trace of a fault says something.
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: 'none',
    chunkNames: 'chunks/[name]-[hash]',
    define: { SES_DOCTOR_VERSION: JSON.stringify(version) },
    // CommonJS packages in the bundle call require() for Node's own modules.
    banner: {
      js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
    },
    plugins: [standIns],
    metafile: true,
    logLevel: 'warning',
  });
  return metafile;
}

/** Node decodes every charset that mail uses: 750 KB of tables in libmime stay outside. */
const standIns: Plugin = {
  name: 'stand-ins',
  setup(build) {
    build.onResolve({ filter: /^\.\/charset$/ }, ({ importer }) =>
      importer.includes('/node_modules/libmime/')
        ? { path: resolve(import.meta.dirname, 'libmime-charset.ts') }
        : null,
    );
  },
};
