/*
 * What a start needs at least, as a program of its own:
 * `node start-floor.cjs <chunks> <cache or ''> <load, evaluate or read> <numbers of parts> <line> <pack…>`.
 * It reads the packs, compiles them (with what an earlier run of ses-doctor left in its cache, when one is named), and with
 * `evaluate` or `read` runs the parts of those numbers, which a line needs, or reads a line as well. No flags, no words, no report, no output.
 */
'use strict';
const { readFileSync } = require('node:fs');
const { join } = require('node:path');
const { Script } = require('node:vm');

const [chunks, cache, parts, begun, line, ...packs] = process.argv.slice(2);
const compiled = packs.map((pack) => {
  const cachedData =
    cache === ''
      ? undefined
      : // Without its signature (bin/compile-cache.ts).
        readFileSync(join(cache, `${pack}.${process.version}-${process.arch}`)).subarray(0, -4);
  const script = new Script(readFileSync(join(chunks, pack), 'latin1'), {
    filename: join(chunks, pack),
    cachedData,
  });
  if (script.cachedDataRejected === true) throw new Error(`the cache of ${pack} is of another program`);
  return script;
});
if (parts === 'evaluate' || parts === 'read') {
  const { part } = require(join(chunks, 'parts-of-thread.cjs'));
  for (const script of compiled) script.runInThisContext();
  const exported = begun.split(',').map((number) => part(Number(number)));
  const { readSymptom } = Object.assign({}, ...exported);
  if (parts === 'read' && readSymptom(line).candidates.length === 0) throw new Error('nothing was read');
}
