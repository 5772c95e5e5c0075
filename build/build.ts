/*
 * Builds what is shipped: dist/ with the bundled command line, the man page, the types of the report, the licences of
 * all that is bundled, and the list of components. `npm run build`.
 */
import { existsSync } from 'node:fs';
import { chmod, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { bundle } from './bundle.ts';
import { bundledPackages } from './bundled-packages.ts';
import { licencesOf } from './licences.ts';
import { manual } from './manual.ts';
import { reportTypes } from './report-types.ts';
import { softwareBill } from './software-bill.ts';

process.chdir(resolve(import.meta.dirname, '..'));
const { version } = JSON.parse(await readFile('package.json', 'utf8')) as { version: string };
// Built aside and put in place as a whole: a command that is started meanwhile finds the program as it was.
const fresh = await mkdtemp('.dist-');
try {
  const packages = await bundledPackages(await bundle(version, fresh));
  await writeFile(`${fresh}/THIRD-PARTY-LICENSES.txt`, licencesOf(packages));
  await writeFile(`${fresh}/sbom.cdx.json`, softwareBill(version, packages));
  await writeFile(`${fresh}/report.d.ts`, reportTypes());
  await writeFile(
    `${fresh}/ses-doctor.1`,
    manual(version, releaseDate(await readFile('CHANGELOG.md', 'utf8'))),
  );
  await chmod(fresh, 0o755);
  const old = `${fresh}-old`;
  if (existsSync('dist')) await rename('dist', old);
  await rename(fresh, 'dist');
  await rm(old, { recursive: true, force: true });
} finally {
  await rm(fresh, { recursive: true, force: true });
}

/** Date of the newest release in CHANGELOG.md (Keep a Changelog: `## [0.1.0] - 2026-11-22`). */
function releaseDate(changelog: string): string {
  const date = /^## \[[^\]]+\] - (\d{4}-\d\d-\d\d)$/m.exec(changelog)?.[1];
  if (date === undefined) throw new Error('CHANGELOG.md names no release with its date');
  return date;
}
