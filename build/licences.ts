import { readFileSync } from 'node:fs';
import type { BundledPackage } from './bundled-packages.ts';

/** Licences (SPDX) under which a package may be bundled into this one. */
const allowed = new Set([
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'ISC',
  'MIT',
  'MIT-0',
]);

/** Data inside a package that has a licence of its own. */
const notices: Readonly<Record<string, string>> = {
  tldts:
    'Contains data of the Public Suffix List (https://publicsuffix.org/list/), which is under the Mozilla Public\nLicense 2.0 (https://www.mozilla.org/MPL/2.0/). The source of the data is the list itself.',
};

/**
 * The text of THIRD-PARTY-LICENSES.txt: every licence text once, above it the packages it covers. Throws when a package
 * has no licence, one that is not on our list, or no text of it.
 */
export function licencesOf(packages: readonly BundledPackage[]): string {
  const covered = new Map<string, string[]>();
  for (const one of packages) {
    const text = textOf(one);
    const notice = notices[one.name];
    const line = `${one.name} ${one.version} (${one.licence ?? ''})${notice === undefined ? '' : `\n${notice}`}`;
    covered.set(text, [...(covered.get(text) ?? []), line]);
  }
  const sections = [...covered].map(([text, lines]) => `${lines.join('\n')}\n\n${text}`);
  const rule = `\n\n${'-'.repeat(80)}\n\n`;
  return `${['ses-doctor bundles the packages below. Their licences:', ...sections].join(rule)}\n`;
}

function textOf({ name, version, licence, licenceText, author }: BundledPackage): string {
  if (licence === null || !allowed.has(licence)) {
    throw new Error(
      `${name} ${version}: the licence ${licence ?? '(none)'} is not on the list of build/licences.ts`,
    );
  }
  if (licenceText !== null) return licenceText.replaceAll('\r\n', '\n');
  if (licence === 'Apache-2.0') return readFileSync('LICENSE', 'utf8').trim();
  if (licence === 'MIT') return mitText(author ?? `the authors of ${name}`);
  throw new Error(`${name} ${version}: there is no text of its licence ${licence}`);
}

/** For packages that name the licence and ship no copy of it. */
const mitText = (holder: string): string => `MIT License

Copyright (c) ${holder}

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated
documentation files (the "Software"), to deal in the Software without restriction, including without limitation the
rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit
persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the
Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE
WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR
COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR
OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`;
