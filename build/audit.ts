/*
 * Fails when `npm audit` knows of an advisory about a package that is in the bundle: users' own audits see nothing of it.
 * `npm run build && npm run audit-bundle`. Asks the registry.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import process from 'node:process';
import { bundledAdvisories, type Component } from './bundled-advisories.ts';

process.chdir(resolve(import.meta.dirname, '..'));
const { components } = JSON.parse(readFileSync('dist/sbom.cdx.json', 'utf8')) as { components: Component[] };
const { stdout } = spawnSync('npm', ['audit', '--json'], { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
const advisories = bundledAdvisories(stdout, components);
for (const { name, version, severity, title, url } of advisories)
  process.stdout.write(`${name} ${version}: ${severity}: ${title} (${url})\n`);
process.stdout.write(`${components.length} bundled packages, ${advisories.length} advisories\n`);
process.exitCode = advisories.length === 0 ? 0 : 1;
