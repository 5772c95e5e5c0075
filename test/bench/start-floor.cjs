/*
 * What a start needs at least, as a program of its own: `node start-floor.cjs <chunks> <cache or ''> <parts> <pack…>`.
 * It reads the packs, compiles them (with what an earlier run of ses-doctor left in its cache, when one is named), and with
 * `evaluate` or `read` runs the parts that a line needs, or reads a line as well. No flags, no words, no report, no output.
 */
'use strict';
const { readFileSync } = require('node:fs');
const { join } = require('node:path');
const { Script } = require('node:vm');

const [chunks, cache, parts, line, ...packs] = process.argv.slice(2);
const compiled = packs.map((pack) => {
  const cachedData =
    cache === '' ? undefined : readFileSync(join(cache, `${pack}.${process.version}-${process.arch}`));
  const script = new Script(readFileSync(join(chunks, pack), 'latin1'), {
    filename: join(chunks, pack),
    cachedData,
  });
  if (script.cachedDataRejected === true) throw new Error(`the cache of ${pack} is of another program`);
  return script;
});
if (parts === 'evaluate' || parts === 'read') {
  const { part } = require(join(chunks, 'parts-of-thread.cjs'));
  const names = [];
  const known = part.add;
  part.add = (found) => {
    names.push(...Object.keys(found));
    known(found);
  };
  for (const script of compiled) script.runInThisContext();
  const begun = (start) => part(names.find((name) => name.startsWith(start)));
  for (const start of ['explain-', 'by-code-', 'text-']) begun(start);
  const { readSymptom } = begun('symptom-reader');
  if (parts === 'read' && readSymptom(line).candidates.length === 0) throw new Error('nothing was read');
}
