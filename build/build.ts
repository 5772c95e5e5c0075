/*
 * Builds what is shipped: dist/ with the bundled command line, the man page, the types of the report, the licences of
 * all that is bundled, and the list of components. `npm run build`.
 */
import { readFile, rm, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { bundle } from './bundle.ts';
import { bundledPackages } from './bundled-packages.ts';
import { licencesOf } from './licences.ts';
import { manual } from './manual.ts';
import { reportTypes } from './report-types.ts';
import { softwareBill } from './software-bill.ts';

process.chdir(resolve(import.meta.dirname, '..'));
const { version } = JSON.parse(await readFile('package.json', 'utf8')) as { version: string };
await rm('dist', { recursive: true, force: true });
const packages = await bundledPackages(await bundle(version));
await writeFile('dist/THIRD-PARTY-LICENSES.txt', licencesOf(packages));
await writeFile('dist/sbom.cdx.json', softwareBill(version, packages));
await writeFile('dist/report.d.ts', reportTypes());
await writeFile('dist/ses-doctor.1', manual(version, releaseDate(await readFile('CHANGELOG.md', 'utf8'))));

/** Date of the newest release in CHANGELOG.md (Keep a Changelog: `## [0.1.0] - 2026-11-22`). */
function releaseDate(changelog: string): string {
  const date = /^## \[[^\]]+\] - (\d{4}-\d\d-\d\d)$/m.exec(changelog)?.[1];
  if (date === undefined) throw new Error('CHANGELOG.md names no release with its date');
  return date;
}
