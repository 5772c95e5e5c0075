import { describe, expect, it } from 'vitest';
import { installAdvice } from '../../src/history/duckdb/install.ts';

const missing = "Cannot find package '@duckdb/node-api' imported from /x/dist/chunks/a.cjs";
const start = { workingFolder: '/home/me/shop', platform: 'linux', arch: 'x64' };

describe('without DuckDB, a line says what to install', () => {
  it.each([
    [
      'installed for all',
      '/usr/lib/node_modules/ses-doctor/dist/ses-doctor.cjs',
      'npm install --global @duckdb/node-api',
    ],
    [
      'installed in the project',
      '/home/me/shop/node_modules/ses-doctor/dist/ses-doctor.cjs',
      'npm install @duckdb/node-api',
    ],
    [
      'started by npx',
      '/home/me/.npm/_npx/ab12/node_modules/ses-doctor/dist/ses-doctor.cjs',
      'npx -p ses-doctor -p @duckdb/node-api ses-doctor history …',
    ],
    [
      'started by npx on Windows',
      String.raw`C:\Users\me\AppData\Local\npm-cache\_npx\ab12\node_modules\ses-doctor\dist\ses-doctor.cjs`,
      'npx -p ses-doctor -p @duckdb/node-api ses-doctor history …',
    ],
  ])('%s', (_, program, command) => {
    expect(installAdvice({ ...start, program }, missing)).toBe(
      `history needs DuckDB, which is not installed; install it with: ${command}`,
    );
  });

  it('says so where it does not load, and where there is none for the platform', () => {
    const program = '/usr/lib/node_modules/ses-doctor/dist/ses-doctor.cjs';
    const cause = 'libduckdb.so: cannot open shared object file\nat Module._load';
    expect(installAdvice({ ...start, program }, cause)).toBe(
      'history: DuckDB is installed but does not load here (libduckdb.so: cannot open shared object file); install it again with: npm install --global @duckdb/node-api',
    );
    expect(installAdvice({ ...start, program, platform: 'freebsd' }, missing)).toBe(
      'history: DuckDB has no binary for freebsd on x64; run history on Linux, macOS or Windows (x64 or arm64)',
    );
  });
});
