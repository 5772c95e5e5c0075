import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Metafile } from 'esbuild';

/** A package of which something is in the bundle. */
export interface BundledPackage {
  name: string;
  version: string;
  /** SPDX expression, or null when package.json has none. */
  licence: string | null;
  /** Text of its licence file, or null. */
  licenceText: string | null;
  author: string | null;
  /** From package-lock.json: the tarball and its `sha512-…`; null when it is not there. */
  resolved: string | null;
  integrity: string | null;
  /** Names of the packages it asks for. */
  dependencies: readonly string[];
}

interface Manifest {
  name: string;
  version: string;
  license?: string;
  author?: string | { name: string };
  dependencies?: Record<string, string>;
}

interface Lock {
  packages: Record<string, { resolved?: string; integrity?: string }>;
}

/** Folder of the package that a file of node_modules belongs to. */
const packageFolder = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/;

/** The packages that have bytes in the bundle, sorted by name. */
export async function bundledPackages(files: readonly Metafile[]): Promise<readonly BundledPackage[]> {
  const outputs = files.flatMap((file) => Object.values(file.outputs));
  const inputs = outputs.flatMap((output) =>
    Object.entries(output.inputs)
      .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
      .map(([path]) => path),
  );
  const folders = new Set(inputs.flatMap((path) => packageFolder.exec(path)?.[0] ?? []));
  const lock = JSON.parse(await readFile('package-lock.json', 'utf8')) as Lock;
  const packages = await Promise.all([...folders].map((folder) => readPackage(folder, lock)));
  const key = ({ name, version }: BundledPackage): string => `${name}@${version}`;
  return packages
    .sort((one, other) => (key(one) < key(other) ? -1 : 1))
    .filter((one, index) => index === 0 || key(one) !== key(packages[index - 1] ?? one));
}

async function readPackage(folder: string, lock: Lock): Promise<BundledPackage> {
  const manifest = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as Manifest;
  const file = (await readdir(folder)).find(
    (name) => /^(?:licen[cs]e|copying)/i.test(name) && !name.endsWith('.json'),
  );
  const locked = lock.packages[folder];
  return {
    name: manifest.name,
    version: manifest.version,
    licence: manifest.license ?? null,
    licenceText: file === undefined ? null : (await readFile(join(folder, file), 'utf8')).trim(),
    author: typeof manifest.author === 'object' ? manifest.author.name : (manifest.author ?? null),
    resolved: locked?.resolved ?? null,
    integrity: locked?.integrity ?? null,
    dependencies: Object.keys(manifest.dependencies ?? {}),
  };
}
