import { spawnSync } from 'node:child_process';
import { beforeAll, expect, it } from 'vitest';
import { buildIfNeeded } from '../lab/build-if-needed.ts';
import { builtProgram } from '../lab/run-built.ts';

// util-linux's script(1) gives a command a terminal of its own; fed from no terminal, it has 0 columns.
const hasScript = spawnSync('script', ['--version']).status === 0;
const why = hasScript ? '' : ' SKIPPED: there is no script(1) (apt-get install bsdutils)';

beforeAll(buildIfNeeded, 60_000);

it.skipIf(!hasScript)(
  `a terminal that was given no size is one of 80 columns${why}`,
  { timeout: 120_000 },
  () => {
    const command = [process.execPath, builtProgram, 'example.com', '--no-aws', '--no-dns', '--no-smtp'].join(
      ' ',
    );
    const { PATH } = process.env;
    const { stdout, error } = spawnSync('script', ['-qec', command, '/dev/null'], {
      input: '',
      encoding: 'utf8',
      env: { PATH, HOME: '/nonexistent', TERM: 'xterm', AWS_EC2_METADATA_DISABLED: 'true' },
      timeout: 100_000,
      killSignal: 'SIGKILL',
    });
    expect(error).toBeUndefined();
    expect(stdout).toContain('Nothing was looked at');
  },
);
